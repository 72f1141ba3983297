import type { Profile } from '../model/policy.ts';
import { tcsas } from './tcsas.ts';

/** The English page leaves both concurrency limits out; its Chinese edition has them. */
export const tcsasGame = {
  name: 'tcsas-game',
  title: 'Tencent Cloud Super App as a Service, mini games',
  document: 'S2',
  console: { value: 'Mini game management > Development management > Domain settings', source: 'S2:6' },
  referer: { value: 'https://appservice.wx.com/{appid}/{version}/page-frame.html', source: 'S2:24' },
  portInDomain: { value: 'refused', source: 'S2:8' },
  portInUrl: { value: 'any', source: 'S2:9' },
  wssPorts: { value: 'all', source: 'S2:12' },
  domainsPerList: { value: null, source: 'S2:6' },
  forbiddenDomains: { value: [], source: 'S2:6' },
  icpRequired: { value: false, source: 'S2:6' },
  lanBaseLibrary: { value: null, source: 'S2:4' },
  udp: { value: 'none', source: 'S2:4' },
  udpBaseLibrary: { value: null, source: 'S2:4' },
  tcp: { value: 'none', source: 'S2:4' },
  bannedTcpPorts: { value: [], source: 'S2:4' },
  requestsAtOnce: { value: 10, source: 'public' },
  socketsAtOnce: { value: 5, source: 'public' },
  socketOverflow: { value: 'refuse', source: 'public' },
  timeoutMs: { value: 60_000, source: 'S2:16' },
  timeoutFile: { value: ['game.json'], source: 'S2:17' },
  perCallTimeout: { value: 'beats-file', source: 'S2:21' },
  backgroundGraceMs: { value: 5_000, source: 'S2:29' },
  ats: { value: false, source: 'S2:40' },
  distrustedCas: { value: [], source: 'S2:50' },
  methods: tcsas.methods,
  pins: tcsas.pins,
  chunksAndCookies: { value: false, source: 'S4:254' },
} satisfies Profile;
