import type { Api } from '../../src/model/facts.ts';
import type { ListedHost, Policy } from '../../src/model/policy.ts';
import { profiles } from '../../src/profiles/index.ts';
import { parseHost } from '../../src/rules/hosts.ts';
import { caseAppid, caseDomains, type Domains, type ProfileName } from './cases.ts';

export interface PolicyOptions extends Partial<Omit<Policy, 'profile' | 'lists'>> {
  /** Default `tcsas`. */
  readonly profile?: ProfileName;
  /** Entries as an app file has them; a list left out is empty. Default: the shop of cases.ts for the profile. */
  readonly domains?: Partial<Domains>;
}

/** A policy with nothing but what a test asks for; the loader of app files has no part in it. */
export const policyOf = ({
  profile: name = 'tcsas',
  domains = caseDomains[name],
  ...others
}: PolicyOptions = {}): Policy => {
  const profile = profiles.get(name);
  if (!profile) throw new Error(`There is no profile ${name}.`);
  const { appid = caseAppid, version = '0' } = others;
  const most = profile.timeoutMs.value;
  return {
    id: 'test',
    appid,
    name: 'Shop',
    profile,
    version,
    platform: 'strictest',
    baseLibrary: '3.5.0',
    referer: profile.referer.value.replace(/\{app(?:id|Key)\}/g, appid).replace('{version}', version),
    lists: listsOf(domains),
    media: new Set(),
    timeoutMs: { request: most, connectSocket: most, uploadFile: most, downloadFile: most },
    pins: new Map(),
    overflow: 'queue',
    lanPrefix: 24,
    minDays: 0,
    icpAttested: true,
    skipVerification: false,
    emulate: false,
    effects: new Map(),
    configVerdict: { outcome: 'pass', violations: [], passed: [] },
    ...others,
  };
};

const listsOf = (domains: Partial<Domains>): Policy['lists'] => {
  const of = (api: Api) => listOf(domains[api] ?? []);
  return {
    request: of('request'),
    uploadFile: of('uploadFile'),
    downloadFile: of('downloadFile'),
    connectSocket: of('connectSocket'),
    udp: of('udp'),
    tcp: of('tcp'),
  };
};

const listOf = (entries: readonly string[]): ReadonlyMap<string, ListedHost> => {
  const list = new Map<string, ListedHost>();
  for (const entry of entries) {
    const [, spelling = '', port] = /^(?:[a-z]+:\/\/)?(.+?)(?::(\d+))?$/.exec(entry) ?? [];
    const hostname = parseHost(spelling)?.hostname;
    if (hostname === undefined) throw new Error(`"${entry}" has no host.`);
    const ports = [...(list.get(hostname)?.ports ?? []), port === undefined ? null : Number(port)];
    list.set(hostname, { hostname, ports });
  }
  return list;
};

/** A policy whose grace in the background is no platform's, so that a test need not wait for one. */
export const withGrace = (graceMs: number, options: PolicyOptions = {}): Policy => {
  const policy = policyOf(options);
  return { ...policy, profile: { ...policy.profile, backgroundGraceMs: { value: graceMs, source: 'S0:128' } } };
};
