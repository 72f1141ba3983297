import type { Profile } from '../model/policy.ts';
import { wechat } from './wechat.ts';

const span = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, step) => from + step);

/**
 * WeChat as its pages stand now: the network guide (developers.weixin.qq.com/miniprogram/dev/framework/ability/
 * network.html) and, for the ports, wx.createTCPSocket. What they share with the page of 2023 is cited from there.
 */
export const wechatCurrent = {
  ...wechat,
  name: 'wechat-current',
  title: 'WeChat, mini programs and games as of today',
  wssPorts: { value: 'all', source: 'public' },
  domainsPerList: { value: 200, source: 'public' },
  udp: { value: 'domain-or-lan', source: 'public' },
  tcp: { value: 'domain-or-lan', source: 'public' },
  bannedTcpPorts: {
    value: [
      ...span(1, 1023),
      ...[1099, 1433, 1521, 1719, 1720, 1723, 2049, 2375, 3128, 3306, 3389, 3659, 4045, 5060, 5061, 5432, 5984],
      ...[6000, 6379, 6566, 7001, 7002],
      ...span(8000, 8100),
      ...[8443, 8888, 9200, 9300, 10_051, 10_080, 11_211, 27_017, 27_018, 27_019],
    ],
    source: 'public',
  },
  perCallTimeout: { value: 'beats-file', source: 'public' },
  pins: { value: false, source: 'public' },
} satisfies Profile;
