import type { Profile } from '../model/policy.ts';
import { published } from './published.ts';

/**
 * The network guide of Douyin (developer.open-douyin.com); appid and version stand in the referer's query, and what the
 * background ends has an error of its own.
 */
export const douyin = {
  name: 'douyin',
  title: 'Douyin, mini programs and games',
  document: 'public',
  console: { value: 'Douyin Open Platform > Development > Development Settings > Server Domain', source: 'public' },
  referer: {
    value: 'https://tmaservice.developer.toutiao.com/?appid={appid}&version={version}',
    source: 'public',
  },
  ...published,
  backgroundError: { value: 'app in background', source: 'public' },
} satisfies Profile;
