import type { Profile } from '../model/policy.ts';
import { published } from './published.ts';

/** The network guide of Baidu (smartprogram.baidu.com); its referer names the app key, not the appid. */
export const baidu = {
  name: 'baidu',
  title: 'Baidu smart programs',
  document: 'public',
  console: { value: 'Baidu Smart Program Console > Settings > Development Settings > Server Domain', source: 'public' },
  referer: { value: 'https://smartapps.cn/{appKey}/{version}/page-frame.html', source: 'public' },
  ...published,
  portInDomain: { value: 'refused', source: 'public' },
  forbiddenDomains: { value: ['openapi.baidu.com'], source: 'public' },
  timeoutFile: { value: ['app.json'], source: 'public' },
} satisfies Profile;
