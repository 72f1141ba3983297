import type { Profile } from '../model/policy.ts';
import { wechat } from './wechat.ts';

/** What a platform says of itself, and so differs from one to the next. */
type Own = 'name' | 'title' | 'document' | 'console' | 'referer';

/**
 * What the network guides of QQ, Baidu, Douyin and Alipay have in common, from published facts: WeChat's numbers, ports
 * that are exact, and no sockets below WebSocket.
 */
export const published = {
  portInDomain: { value: 'exact', source: 'public' },
  portInUrl: { value: 'none', source: 'public' },
  wssPorts: { value: 'as-https', source: 'public' },
  domainsPerList: { value: 20, source: 'public' },
  forbiddenDomains: { value: [], source: 'public' },
  icpRequired: { value: true, source: 'public' },
  lanBaseLibrary: { value: null, source: 'public' },
  udp: { value: 'none', source: 'public' },
  udpBaseLibrary: { value: null, source: 'public' },
  tcp: { value: 'none', source: 'public' },
  bannedTcpPorts: { value: [], source: 'public' },
  requestsAtOnce: { value: 10, source: 'public' },
  socketsAtOnce: { value: 5, source: 'public' },
  socketOverflow: { value: 'refuse', source: 'public' },
  timeoutMs: { value: 60_000, source: 'public' },
  timeoutFile: { value: ['app.json', 'game.json'], source: 'public' },
  perCallTimeout: { value: 'not-stated', source: 'public' },
  backgroundGraceMs: { value: 5_000, source: 'public' },
  backgroundError: { value: 'interrupted', source: 'public' },
  ats: { value: true, source: 'public' },
  distrustedCas: { value: [], source: 'public' },
  legacyTls: { value: 'TLSv1.2', source: 'public' },
  methods: wechat.methods,
  pins: { value: false, source: 'public' },
  chunksAndCookies: { value: true, source: 'public' },
} satisfies Omit<Profile, Own>;
