/** What the platforms' documents say of a call, a domain list and the referer, case by case. */
import type { Api } from '../../src/model/facts.ts';

export type ProfileName =
  | 'tcsas'
  | 'tcsas-2024'
  | 'tcsas-game'
  | 'wechat'
  | 'wechat-current'
  | 'qq'
  | 'baidu'
  | 'douyin'
  | 'alipay';

export interface RequestCase {
  readonly profile: ProfileName;
  readonly api: Api;
  readonly url: string;
  readonly device: string;
  /** Left out: GET. */
  readonly method?: string;
  /** Left out: 3.5.0. */
  readonly baseLibrary?: string;
  /** `pass`, or the rules of which one must be the cause. */
  readonly expect: 'pass' | readonly string[];
}

export interface ConfigCase {
  readonly profile: ProfileName;
  readonly list: Api;
  /** The whole list. */
  readonly entry: readonly string[];
  /** `ok`, or the rules of which one must refuse the file. */
  readonly expect: 'ok' | readonly string[];
}

export interface RefererCase {
  readonly profile: ProfileName;
  readonly appid: string;
  readonly version: string;
  /** The header that the server must receive. */
  readonly expect: string;
}

export type Domains = { readonly [A in Api]: readonly string[] };

export const caseAppid = 'wx0123456789abcdef';
const device = '192.168.1.20';
const documented = ['tcsas', 'tcsas-2024', 'tcsas-game', 'wechat'] as const;

const shop: Domains = {
  request: ['https://api.shop.test'],
  uploadFile: ['https://up.shop.test'],
  downloadFile: ['https://cdn.shop.test'],
  connectSocket: ['wss://ws.shop.test'],
  udp: [],
  tcp: [],
};
const shopSockets = { udp: ['udp://udp.shop.test'], tcp: ['tcp://tcp.shop.test'] };
const shopPorts = {
  request: ['https://api.shop.test', 'https://alt.shop.test:8443'],
  connectSocket: ['wss://ws.shop.test', 'wss://wsalt.shop.test:9443'],
};

/** The domain lists that the cases of a profile are judged with. */
export const caseDomains: { readonly [P in ProfileName]: Domains } = {
  tcsas: { ...shop, ...shopSockets },
  'tcsas-2024': { ...shop, ...shopPorts, ...shopSockets },
  'tcsas-game': shop,
  wechat: { ...shop, ...shopPorts },
  'wechat-current': { ...shop, ...shopPorts },
  qq: { ...shop, ...shopPorts },
  baidu: shop,
  douyin: { ...shop, ...shopPorts },
  alipay: { ...shop, ...shopPorts },
};

type Row = Omit<RequestCase, 'profile' | 'device'>;

const anAddress = ['no-ip-literal', 'no-localhost', 'lan-address'];

/** True of every platform. */
const everywhere: readonly Row[] = [
  { api: 'request', url: 'https://api.shop.test/v1?q=1', expect: 'pass' },
  { api: 'request', url: 'https://API.SHOP.TEST/', expect: 'pass' },
  { api: 'request', url: 'https://other.shop.test/', expect: ['domain-allowlist'] },
  { api: 'request', url: 'https://sub.api.shop.test/', expect: ['domain-allowlist', 'no-parent-domain'] },
  { api: 'request', url: 'https://shop.test/', expect: ['domain-allowlist'] },
  { api: 'request', url: 'https://evilapi.shop.test/', expect: ['domain-allowlist'] },
  { api: 'request', url: 'https://api.shop.test.evil.test/', expect: ['domain-allowlist'] },
  { api: 'request', url: 'http://api.shop.test/', expect: ['scheme-https-wss'] },
  { api: 'connectSocket', url: 'wss://ws.shop.test/chat', expect: 'pass' },
  { api: 'connectSocket', url: 'ws://ws.shop.test/chat', expect: ['scheme-https-wss'] },
  { api: 'connectSocket', url: 'wss://api.shop.test/', expect: ['domain-per-api'] },
  { api: 'request', url: 'https://cdn.shop.test/', expect: ['domain-per-api'] },
  { api: 'uploadFile', url: 'https://up.shop.test/u', method: 'POST', expect: 'pass' },
  { api: 'downloadFile', url: 'https://cdn.shop.test/f', expect: 'pass' },
  { api: 'downloadFile', url: 'https://api.shop.test/f', expect: ['domain-per-api'] },
  { api: 'request', url: 'https://127.0.0.1/', expect: anAddress },
  { api: 'request', url: 'https://8.8.8.8/', expect: anAddress },
  { api: 'request', url: 'https://localhost/', expect: ['no-localhost'] },
  { api: 'request', url: 'https://[::1]/', expect: anAddress },
  { api: 'request', url: 'https://2130706433/', expect: anAddress },
  { api: 'request', url: 'http://192.168.1.30:828/', expect: 'pass' },
  { api: 'request', url: 'http://192.168.1.20:828/', expect: ['lan-address'] },
  { api: 'request', url: 'http://192.168.2.30:828/', expect: ['lan-address'] },
  { api: 'connectSocket', url: 'ws://192.168.1.30:828/', expect: 'pass' },
  { api: 'request', url: 'https://api.shop.test/', method: 'PATCH', expect: ['method'] },
  { api: 'request', url: 'https://api.shop.test/', method: 'DELETE', expect: 'pass' },
];

/** Where any port may be called. */
const anyPort: readonly Row[] = [
  { api: 'request', url: 'https://api.shop.test:8443/', expect: 'pass' },
  { api: 'request', url: 'https://api.shop.test:443/', expect: 'pass' },
  { api: 'connectSocket', url: 'wss://ws.shop.test:8443/', expect: 'pass' },
];

/** Where the port must be the configured one, or none. */
const exactPort: readonly Row[] = [
  { api: 'request', url: 'https://api.shop.test:443/', expect: ['port-explicit-443'] },
  { api: 'request', url: 'https://api.shop.test:8443/', expect: ['port-exact', 'port-explicit-443'] },
  { api: 'request', url: 'https://alt.shop.test:8443/', expect: 'pass' },
  { api: 'request', url: 'https://alt.shop.test/', expect: ['port-exact'] },
  { api: 'request', url: 'https://alt.shop.test:9091/', expect: ['port-exact'] },
  { api: 'connectSocket', url: 'wss://ws.shop.test:8443/', expect: ['port-exact', 'port-explicit-443'] },
  { api: 'connectSocket', url: 'wss://wsalt.shop.test:9443/', expect: 'pass' },
  { api: 'connectSocket', url: 'wss://wsalt.shop.test/', expect: ['port-exact'] },
];

const of = (profile: ProfileName, rows: readonly Row[]): readonly RequestCase[] =>
  rows.map((row) => ({ profile, device, ...row }));

export const requestCases: readonly RequestCase[] = [
  ...documented.flatMap((profile) => of(profile, everywhere)),
  ...of('tcsas', anyPort),
  ...of('tcsas-game', anyPort),
  ...of('tcsas-2024', exactPort),
  ...of('wechat', [
    ...exactPort,
    { api: 'request', url: 'http://192.168.1.30:828/', baseLibrary: '2.3.9', expect: ['lan-base-library'] },
  ]),
  ...of('tcsas', [
    { api: 'udp', url: 'udp://udp.shop.test:5000', expect: 'pass' },
    { api: 'udp', url: 'udp://x.shop.test:5000', expect: ['udp-destination'] },
    { api: 'udp', url: 'udp://192.168.1.30:5000', expect: 'pass' },
    { api: 'tcp', url: 'tcp://tcp.shop.test:5000', expect: 'pass' },
    { api: 'tcp', url: 'tcp://x.shop.test:5000', expect: ['tcp-destination'] },
  ]),
  ...of('wechat', [
    { api: 'udp', url: 'udp://192.168.1.30:5000', expect: 'pass' },
    {
      api: 'udp',
      url: 'udp://192.168.1.30:5000',
      baseLibrary: '2.6.9',
      expect: ['lan-base-library', 'udp-destination'],
    },
    { api: 'udp', url: 'udp://udp.shop.test:5000', expect: ['udp-destination'] },
    { api: 'udp', url: 'udp://192.168.1.20:5000', expect: ['udp-destination', 'lan-address'] },
  ]),
];

/** `https://h0.shop.test`, `https://h1.shop.test` … */
const hosts = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => `https://h${number}.shop.test`);

const inEveryConsole: readonly Omit<ConfigCase, 'profile'>[] = [
  { list: 'request', entry: ['https://api.shop.test'], expect: 'ok' },
  { list: 'request', entry: ['http://api.shop.test'], expect: ['scheme-https-wss'] },
  { list: 'request', entry: ['https://8.8.8.8'], expect: ['no-ip-literal'] },
  { list: 'request', entry: ['https://localhost'], expect: ['no-localhost'] },
  { list: 'request', entry: ['https://*.shop.test'], expect: ['no-parent-domain'] },
  { list: 'connectSocket', entry: ['https://ws.shop.test'], expect: ['scheme-https-wss'] },
  { list: 'request', entry: ['wss://ws.shop.test'], expect: ['scheme-https-wss'] },
];

const withPort = { list: 'request', entry: ['https://api.shop.test:8443'] } as const;
const ofThePlatform = { list: 'request', entry: ['https://api.weixin.qq.com'] } as const;
const many = (count: number) => ({ list: 'request', entry: hosts(count) }) as const;

export const configCases: readonly ConfigCase[] = [
  ...documented.flatMap((profile) => inEveryConsole.map((row) => ({ profile, ...row }))),
  { profile: 'tcsas', ...withPort, expect: ['port-not-configurable'] },
  { profile: 'tcsas-game', ...withPort, expect: ['port-not-configurable'] },
  { profile: 'tcsas-2024', ...withPort, expect: 'ok' },
  { profile: 'wechat', ...withPort, expect: 'ok' },
  { profile: 'wechat', ...many(20), expect: 'ok' },
  { profile: 'wechat', ...many(21), expect: ['domain-list-max'] },
  { profile: 'tcsas', ...many(21), expect: 'ok' },
  { profile: 'wechat', ...ofThePlatform, expect: ['forbidden-domain'] },
  { profile: 'tcsas', ...ofThePlatform, expect: 'ok' },
  { profile: 'wechat-current', ...many(200), expect: 'ok' },
  { profile: 'wechat-current', ...many(201), expect: ['domain-list-max'] },
];

const refererHosts = [
  ['tcsas', 'appservice.qq.com'],
  ['tcsas-2024', 'servicewechat.com'],
  ['tcsas-game', 'appservice.wx.com'],
  ['wechat', 'servicewechat.com'],
  ['qq', 'appservice.qq.com'],
  ['baidu', 'smartapps.cn'],
] as const;

const otherReferers: readonly RefererCase[] = ['0', '12'].flatMap((version) => [
  {
    profile: 'douyin',
    appid: caseAppid,
    version,
    expect: `https://tmaservice.developer.toutiao.com/?appid=${caseAppid}&version=${version}`,
  },
  {
    profile: 'alipay',
    appid: caseAppid,
    version,
    expect: `https://${caseAppid}.hybrid.alipay-eco.com/${caseAppid}/${version}/index.html`,
  },
]);

export const refererCases: readonly RefererCase[] = [
  ...refererHosts.flatMap(([profile, host]) =>
    ['0', 'devtools', '12'].map((version) => ({
      profile,
      appid: caseAppid,
      version,
      expect: `https://${host}/${caseAppid}/${version}/page-frame.html`,
    })),
  ),
  ...otherReferers,
];
