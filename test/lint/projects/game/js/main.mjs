export default class Main {
  #appSecret = '0123456789abcdef0123456789abcdef';
  constructor(url) {
    this.room = wx.connectSocket({ url });
    this.scores = wx.connectSocket({ url: 'ws://127.0.0.1:9000' });
    this.port = (port) => wx.request({ url: `http://localhost:${port}/` });
    this.ranks = (page) => wx.request({ url: `http://ranks.shop.test${page}` });
    this.skins = wx.downloadFile({ url: 'https://skins.shop.test:443/all.zip' });
  }
}
