App({
  onLaunch() {
    qq.login({
      success: ({ code }) =>
        qq.request({ url: `https://api.q.qq.com/sns/jscode2session?appid=1100000000&secret=${this.key}&js_code=${code}` }),
    });
    qq.request({ url: 'https://api.shop.test:443/v1' });
    qq.request({ url: 'https://api.shop.test/v1' });
  },
});
