import type { Profile } from '../model/policy.ts';
import { tcsas } from './tcsas.ts';

/** The page of November 2024, before ports of a domain were given up. */
export const tcsas2024 = {
  name: 'tcsas-2024',
  title: 'Tencent Cloud Mini Program Platform as of 2024',
  document: 'S1',
  console: {
    value: 'Mini Program Console > Settings > Development Settings > Server Domain Name',
    source: 'S1:16',
  },
  referer: { value: 'https://servicewechat.com/{appid}/{version}/page-frame.html', source: 'S1:32' },
  portInDomain: { value: 'exact', source: 'S1:19' },
  portInUrl: { value: 'none', source: 'S1:20' },
  wssPorts: { value: 'as-https', source: 'S1:17' },
  domainsPerList: { value: null, source: 'S1:16' },
  forbiddenDomains: { value: [], source: 'S1:16' },
  icpRequired: { value: false, source: 'S1:16' },
  lanBaseLibrary: { value: null, source: 'S1:12' },
  udp: { value: 'domain-or-lan', source: 'S1:11' },
  udpBaseLibrary: { value: null, source: 'S1:11' },
  tcp: { value: 'domain-or-lan', source: 'S1:11' },
  bannedTcpPorts: { value: [], source: 'S1:17' },
  requestsAtOnce: { value: 10, source: 'S1:33' },
  socketsAtOnce: { value: 5, source: 'S1:34' },
  socketOverflow: { value: 'refuse', source: 'S1:34' },
  timeoutMs: { value: 60_000, source: 'S1:26' },
  timeoutFile: { value: ['app.json'], source: 'S1:27' },
  perCallTimeout: { value: 'beats-file', source: 'S1:28' },
  backgroundGraceMs: { value: 5_000, source: 'S1:35' },
  backgroundError: { value: 'interrupted', source: 'S1:35' },
  ats: { value: true, source: 'S1:58' },
  distrustedCas: { value: [], source: 'S1:60' },
  legacyTls: { value: 'TLSv1.2', source: 'S1:59' },
  methods: tcsas.methods,
  pins: { value: false, source: 'S1:51' },
  chunksAndCookies: { value: true, source: 'public' },
} satisfies Profile;
