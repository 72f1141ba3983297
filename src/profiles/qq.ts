import type { Profile } from '../model/policy.ts';
import { published } from './published.ts';

/** The network guide of QQ (q.qq.com/wiki/develop/miniprogram/frame/basic_ability/basic_network.html). */
export const qq = {
  name: 'qq',
  title: 'QQ, mini programs and games',
  document: 'public',
  console: {
    value: 'QQ Mini Program Console > Settings > Development Settings > Server Domain Name',
    source: 'public',
  },
  referer: { value: 'https://appservice.qq.com/{appid}/{version}/page-frame.html', source: 'public' },
  ...published,
  forbiddenDomains: { value: ['api.q.qq.com'], source: 'public' },
} satisfies Profile;
