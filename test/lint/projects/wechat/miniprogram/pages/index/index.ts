Page({
  data: { avatar: 'https://img.shop.test/a.png', namespace: 'http://www.w3.org/2000/svg' },
  onLoad() {
    wx.uploadFile({ url: 'https://up.shop.test/avatar', filePath: '', name: 'file' });
    wx.request({ url: 'http://localhost:3000/debug' });
    wx.request({ url: 'https://0x7f.1/debug' });
    wx.request({ url: 'https://[::ffff:8.8.8.8]/dns' });
  },
});
