App({
  globalData: {
    api: 'https://api.shop.test:443',
    any: 'https://api.shop.test:8080/v2',
    live: 'wss://ws.shop.test:9000',
    map: 'https://192.0.2.7/tiles',
    // secret: 'feedfacefeedface',
    secret: 'c0ffee00c0ffee00c0ffee00',
    prompt: 'Your secret: type it here',
  },
});
