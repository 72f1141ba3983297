import type { Api } from '../model/facts.ts';
import type { ListedHost, Policy, Profile, TimedApi } from '../model/policy.ts';
import type { Verdict, Violation } from '../model/verdict.ts';
import { apis } from '../rules/apis.ts';
import { parseHost } from '../rules/hosts.ts';
import { judge } from '../rules/judge.ts';
import type { App } from './app-schema.ts';
import { parseEntry } from './parse-entry.ts';

/** What a rule said of one entry of a domain list. */
export interface EntryViolation {
  readonly list: Api;
  readonly index: number;
  readonly violation: Violation;
}

export interface Compiled {
  readonly policy: Policy;
  /** Both effects; the policy's `configVerdict` has those of effect `warn`. */
  readonly violations: readonly EntryViolation[];
}

/** An app and its platform become the policy that rules ask. Pure; `id` must differ with every call. */
export const compile = (app: App, profile: Profile, id: string): Compiled => {
  const draft = policyOf(app, profile, id);
  const asked = entriesOf(app).map((entry) => ({ entry, verdict: judge('config', entry, draft, entry.list) }));
  const violations = asked.flatMap(({ entry: { list, index }, verdict }) =>
    verdict.violations.map((violation) => ({ list, index, violation })),
  );
  const passed = new Set(asked.flatMap(({ verdict }) => verdict.passed));
  for (const { violation } of violations) passed.delete(violation.rule);
  const configVerdict: Verdict = {
    outcome: 'pass',
    violations: violations.map(({ violation }) => violation).filter(({ effect }) => effect === 'warn'),
    passed: [...passed],
  };
  return { policy: { ...draft, configVerdict }, violations };
};

/** Three weeks: long enough to renew by hand. */
const MIN_DAYS = 21;

const policyOf = (app: App, profile: Profile, id: string): Policy => ({
  id,
  appid: app.appid,
  name: app.name ?? app.appid,
  profile,
  version: app.version,
  platform: app.platform,
  baseLibrary: app.baseLibrary,
  referer: refererOf(app, profile),
  lists: listsOf(app),
  media: new Set(app.media.map(canonical)),
  timeoutMs: timeoutsOf(app, profile.timeoutMs.value),
  pins: pinsOf(app, profile),
  overflow: app.concurrency.overflow,
  lanPrefix: app.lan.prefix,
  minDays: MIN_DAYS,
  icpAttested: app.icp,
  skipVerification: app.skipVerification,
  emulate: app.emulate,
  effects: new Map(Object.entries(app.rules).flatMap(([rule, effect]) => (effect ? [[rule, effect] as const] : []))),
  configVerdict: { outcome: 'pass', violations: [], passed: [] },
});

const refererOf = ({ appid, appKey = appid, version }: App, { referer }: Profile): string =>
  referer.value.replaceAll('{appid}', appid).replaceAll('{appKey}', appKey).replaceAll('{version}', version);

const entriesOf = ({ domains }: App) =>
  apis.flatMap((list) => domains[list].map((value, index) => parseEntry(list, value, index)));

const listsOf = ({ domains }: App): Policy['lists'] => {
  const listOf = (list: Api): ReadonlyMap<string, ListedHost> => {
    const hosts = new Map<string, ListedHost>();
    for (const [index, value] of domains[list].entries()) {
      const { host, port } = parseEntry(list, value, index);
      if (!host) continue;
      const ports = hosts.get(host.hostname)?.ports ?? [];
      hosts.set(host.hostname, { hostname: host.hostname, ports: ports.includes(port) ? ports : [...ports, port] });
    }
    return hosts;
  };
  return {
    request: listOf('request'),
    uploadFile: listOf('uploadFile'),
    downloadFile: listOf('downloadFile'),
    connectSocket: listOf('connectSocket'),
    udp: listOf('udp'),
    tcp: listOf('tcp'),
  };
};

const timeoutsOf = ({ networkTimeout }: App, most: number): Policy['timeoutMs'] => {
  const of = (api: TimedApi): number => Math.min(networkTimeout?.[api] ?? most, most);
  return {
    request: of('request'),
    connectSocket: of('connectSocket'),
    uploadFile: of('uploadFile'),
    downloadFile: of('downloadFile'),
  };
};

/** A platform without pins does not look at them, nor may the gate: two spellings of one host share their pins. */
const pinsOf = ({ certs }: App, { pins }: Profile): Policy['pins'] => {
  const hosts = new Map<string, ReadonlySet<string>>();
  if (!pins.value) return hosts;
  for (const [host, values] of Object.entries(certs)) {
    const hostname = canonical(host);
    hosts.set(hostname, new Set([...(hosts.get(hostname) ?? []), ...values]));
  }
  return hosts;
};

const canonical = (host: string): string => parseHost(host)?.hostname ?? host.toLowerCase();
