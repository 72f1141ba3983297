App({
  onLaunch() {
    my.request({ url: 'https://api.shop.test/v1' });
    my.request({ url: 'http://api.shop.test/v1' });
    my.connectSocket({ url: 'wss://10.0.0.5/live' });
  },
});
