const https = require('node:https');
const appSecret = '0123456789abcdef0123456789abcdef';
exports.main = (event) =>
  https.get(`https://api.weixin.qq.com/sns/jscode2session?secret=${appSecret}&js_code=${event.code}`);
