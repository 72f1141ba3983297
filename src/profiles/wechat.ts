import type { Profile } from '../model/policy.ts';
import { tcsas } from './tcsas.ts';

export const wechat = {
  name: 'wechat',
  title: 'WeChat, mini programs and games as of 2023',
  document: 'S3',
  console: {
    value: 'Mini Program Console > Settings > Development Settings > Server Domain Name',
    source: 'S3:26',
  },
  referer: { value: 'https://servicewechat.com/{appid}/{version}/page-frame.html', source: 'S3:47' },
  portInDomain: { value: 'exact', source: 'S3:32' },
  portInUrl: { value: 'none', source: 'S3:33' },
  wssPorts: { value: 'as-https', source: 'S3:30' },
  domainsPerList: { value: 20, source: 'S3:36' },
  forbiddenDomains: { value: ['api.weixin.qq.com'], source: 'S3:35' },
  icpRequired: { value: true, source: 'S3:34' },
  lanBaseLibrary: { value: '2.4.0', source: 'S3:20' },
  udp: { value: 'lan', source: 'S3:111' },
  udpBaseLibrary: { value: '2.7.0', source: 'S3:111' },
  tcp: { value: 'none', source: 'S3:18' },
  bannedTcpPorts: { value: [], source: 'S3:18' },
  requestsAtOnce: { value: 10, source: 'S3:48' },
  socketsAtOnce: { value: 5, source: 'S3:49' },
  socketOverflow: { value: 'refuse', source: 'S3:49' },
  timeoutMs: { value: 60_000, source: 'S3:42' },
  timeoutFile: { value: ['app.json', 'game.json'], source: 'S3:43' },
  perCallTimeout: { value: 'not-stated', source: 'S3:43' },
  backgroundGraceMs: { value: 5_000, source: 'S3:50' },
  ats: { value: true, source: 'S3:75' },
  methods: { value: tcsas.methods.value, source: 'public' },
  pins: { value: false, source: 'S3:67' },
} satisfies Profile;
