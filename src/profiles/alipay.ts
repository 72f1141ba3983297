import type { Profile } from '../model/policy.ts';

/**
 * The network guide of Alipay (opendocs.alipay.com): requests have 30 s and no common limit is named; one socket is open
 * at a time, and a new one closes it. Its app.json has no `networkTimeout`: a call brings its own.
 */
export const alipay = {
  name: 'alipay',
  title: 'Alipay mini programs',
  document: 'public',
  console: { value: 'Alipay Open Platform > Development Settings > Server Domain Whitelist', source: 'public' },
  referer: { value: 'https://{appid}.hybrid.alipay-eco.com/{appid}/{version}/index.html', source: 'public' },
  portInDomain: { value: 'exact', source: 'public' },
  portInUrl: { value: 'none', source: 'public' },
  wssPorts: { value: 'as-https', source: 'public' },
  domainsPerList: { value: null, source: 'public' },
  forbiddenDomains: { value: [], source: 'public' },
  icpRequired: { value: false, source: 'public' },
  lanBaseLibrary: { value: null, source: 'public' },
  udp: { value: 'none', source: 'public' },
  udpBaseLibrary: { value: null, source: 'public' },
  tcp: { value: 'none', source: 'public' },
  bannedTcpPorts: { value: [], source: 'public' },
  requestsAtOnce: { value: null, source: 'public' },
  socketsAtOnce: { value: 1, source: 'public' },
  socketOverflow: { value: 'close-oldest', source: 'public' },
  timeoutMs: { value: 30_000, source: 'public' },
  timeoutFile: { value: [], source: 'public' },
  perCallTimeout: { value: 'beats-file', source: 'public' },
  backgroundGraceMs: { value: 5_000, source: 'public' },
  ats: { value: true, source: 'public' },
  distrustedCas: { value: [], source: 'public' },
  methods: { value: ['GET', 'POST', 'PUT', 'DELETE'], source: 'public' },
  pins: { value: false, source: 'public' },
  chunksAndCookies: { value: true, source: 'public' },
} satisfies Profile;
