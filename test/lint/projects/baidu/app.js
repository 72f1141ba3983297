App({
  onLaunch() {
    swan.login({
      success: ({ code }) => swan.request({ url: `https://openapi.baidu.com/nalogin/getSessionKeyByCode?code=${code}` }),
    });
    swan.request({ url: 'https://api.shop.test/v1' });
    swan.downloadFile({ url: 'https://192.0.2.7/file.pdf' });
  },
});
