import type { Profile } from '../model/policy.ts';

/** Where a page names no limit, the source is the list that would name it. */
export const tcsas = {
  name: 'tcsas',
  title: 'Tencent Cloud Super App as a Service, mini programs',
  document: 'S0',
  console: {
    value: 'Mini Program Console > Settings > Development Settings > Server Domain Name',
    source: 'S0:108',
  },
  referer: { value: 'https://appservice.qq.com/{appid}/{version}/page-frame.html', source: 'S0:125' },
  portInDomain: { value: 'refused', source: 'S0:111' },
  portInUrl: { value: 'any', source: 'S0:111' },
  wssPorts: { value: 'all', source: 'S0:112' },
  domainsPerList: { value: null, source: 'S0:108' },
  forbiddenDomains: { value: [], source: 'S0:108' },
  icpRequired: { value: false, source: 'S0:108' },
  lanBaseLibrary: { value: null, source: 'S0:104' },
  udp: { value: 'domain-or-lan', source: 'S0:103' },
  udpBaseLibrary: { value: null, source: 'S0:103' },
  tcp: { value: 'domain-or-lan', source: 'S0:103' },
  bannedTcpPorts: { value: [], source: 'S0:109' },
  requestsAtOnce: { value: 10, source: 'S0:126' },
  socketsAtOnce: { value: 5, source: 'S0:127' },
  socketOverflow: { value: 'refuse', source: 'S0:127' },
  timeoutMs: { value: 60_000, source: 'S0:119' },
  timeoutFile: { value: ['app.json'], source: 'S0:120' },
  perCallTimeout: { value: 'beats-file', source: 'S0:121' },
  backgroundGraceMs: { value: 5_000, source: 'S0:128' },
  ats: { value: true, source: 'S0:151' },
  methods: { value: ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'], source: 'S4:164' },
  pins: { value: true, source: 'S4:133' },
} satisfies Profile;
