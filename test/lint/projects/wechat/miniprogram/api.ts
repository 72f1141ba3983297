// Once it was http://api.shop.test, and before that "http://10.0.0.1".
/* const OLD = 'http://old.shop.test'; */
interface Login {
  readonly appSecret: string;
  readonly url?: string;
}

const BASE: string = 'https://api.shop.test';
const PLAIN = 'http://api.shop.test';
const WITH_PORT = `https://api.shop.test:443/v1`;
const looksLikeUrl = /^https?:\/\/127\.0\.0\.1["'`]/;
const host = wx.getStorageSync('host');

export const login = (code: string) => wx.request({ url: `${BASE}/login?code=${code}` });
export const order = (id: string) => wx.request({ url: `https://order.shop.test/v1/${id}` });
export const chosen = () => wx.request({ url: `https://${host}/v1` });
export const staged = (stage: string) => wx.request({ url: `https://api.${stage}.shop.test/v1` });
export const pay = <T>(data: T) => wx.request({ url: 'https://pay.shop.test:8443/pay', data });
export const wrongPort = () => wx.request({ url: 'https://pay.shop.test/pay' });
export const session = (code: string) =>
  wx.request({ url: 'https://api.weixin.qq.com/sns/jscode2session?appid=wx0123456789abcdef&js_code=' + code });
export const socket = () => wx.connectSocket({ url: 'ws://ws.shop.test/live' });
export const wrongList = () => wx.connectSocket({ url: 'wss://api.shop.test/live' });
export const say = () => wx.showModal({ content: 'More about it: http://help.shop.test' });
export const isLocal = (url: string): boolean => looksLikeUrl.test(url) && url !== PLAIN && url !== WITH_PORT;
const settings = {
  appId: 'wx0123456789abcdef',
  appSecret: '0123456789abcdef0123456789abcdef',
};
export const signIn: Login = { appSecret: settings.appSecret };
