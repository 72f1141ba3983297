import { checkHost, type HostCheck } from '../check/check-host.ts';
import { inParallel } from '../check/in-parallel.ts';
import { loadApp } from '../config/load-app.ts';
import { UsageError } from '../errors.ts';
import type { Policy } from '../model/policy.ts';
import { parseAuthority } from '../rules/hosts.ts';
import { type DialOptions, dialOf } from './dial-of.ts';

/** How the pins of one host stand against what its server shows. */
export interface PinState {
  readonly host: string;
  readonly state: 'match' | 'mismatch' | 'unreachable';
  readonly message: string;
  /** Pins of the app file; the order is the file's. */
  readonly pins: readonly string[];
  /** Of the server's own certificate; null: it showed none. */
  readonly shown: string | null;
  /** Whether the file has one pin only: the day the key changes, every release breaks. */
  readonly lacksBackup: boolean;
}

const AT_ONCE = 32;

/** Holds the pins of an app file against its servers. @throws ConfigError, UsageError */
export const verifyPins = async (app: string, options: DialOptions): Promise<readonly PinState[]> => {
  const { policy } = await loadApp(app);
  if (policy.pins.size === 0)
    throw new UsageError(`${app} has no pins in "certs" that its platform, ${policy.profile.name}, knows`);
  const dial = await dialOf(options);
  return inParallel([...policy.pins.keys()], AT_ONCE, async (host) => {
    const parsed = parseAuthority(host, 443);
    if (!parsed) throw new UsageError(`"certs" names "${host}", which is no host`);
    const question = { authority: parsed.authority, api: 'request', policy } as const;
    return stateOf(host, await checkHost(question, dial), policy);
  });
};

const stateOf = (host: string, { chain, pins: state, findings }: HostCheck, policy: Policy): PinState => {
  const pins = [...(policy.pins.get(host) ?? [])];
  const of = { host, pins, shown: chain[0]?.spki ?? null, lacksBackup: pins.length < 2 };
  const messageOf = (rule: string) => findings.find((one) => one.rule === rule)?.message ?? '';
  if (chain.length === 0) return { ...of, state: 'unreachable', message: messageOf('unreachable') };
  if (state === 'match') return { ...of, state, message: `The key of ${host} is among its pins.` };
  return { ...of, state: 'mismatch', message: messageOf('pin-spki') };
};
