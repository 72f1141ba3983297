import type { Policy } from '../model/policy.ts';
import { BYPASS_LIST } from './bypass-list.ts';

/** The default list, pattern by pattern. */
export const DEFAULT_BYPASS: readonly string[] = BYPASS_LIST.flatMap(({ patterns }) => patterns);

/** Whether a tunnel to this host is spliced, unread. A forbidden host and a host of the app's own lists never are. */
export type Bypassed = (hostname: string, policies: Iterable<Policy>) => boolean;

/** The config key `bypass` written out. */
export const bypassPatterns = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => (name === 'default' ? DEFAULT_BYPASS : [name.toLowerCase()]));

/** `names`: the config key `bypass`, in which `default` stands for the list above. */
export const createBypassed = (names: readonly string[]): Bypassed => {
  const patterns = bypassPatterns(names);
  const exact = new Set(patterns.filter((pattern) => !pattern.startsWith('*.')));
  const suffixes = patterns.filter((pattern) => pattern.startsWith('*.')).map((pattern) => pattern.slice(1));
  return (hostname, policies) => {
    if (!exact.has(hostname) && !suffixes.some((suffix) => hostname.endsWith(suffix))) return false;
    for (const policy of policies) if (isOwn(hostname, policy)) return false;
    return true;
  };
};

const isOwn = (hostname: string, { lists, media, profile }: Policy): boolean =>
  media.has(hostname) ||
  profile.forbiddenDomains.value.includes(hostname) ||
  Object.values(lists).some((list) => list.has(hostname));

/** Hosts that an app's rules are for, whatever the bypass list says. */
export const ownHosts = ({ lists, media, profile }: Policy): readonly string[] => [
  ...media,
  ...profile.forbiddenDomains.value,
  ...Object.values(lists).flatMap((list) => [...list.keys()]),
];
