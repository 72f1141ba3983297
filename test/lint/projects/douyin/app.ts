const BASE: string = 'https://api.shop.test';

App({
  onLaunch() {
    tt.request({ url: `${BASE}/v1/products` });
    tt.connectSocket({ url: 'ws://ws.shop.test/live' });
    tt.request({ url: 'https://localhost:3000/mock' });
  },
});
