/** What the table of states is made of. */
import type { RequestListener } from 'node:http';
import type { SecureContextOptions } from 'node:tls';
import type { State } from '../../../src/model/verdict.ts';
import type { Scene } from './scene.ts';

/** What a trial needs besides the shop. */
export interface Setup {
  /** Merged into the app file. */
  readonly app?: { readonly rules?: object; readonly [key: string]: unknown };
  /** Merged into mpgate.json. */
  readonly gate?: object;
  /** As in mpgate.json, before the shop's. */
  readonly resolve?: Readonly<Record<string, string>>;
  /** Certificate of the shop's HTTPS server, and how it answers. */
  readonly tls?: SecureContextOptions;
  readonly listener?: RequestListener;
}

/** Real traffic through a gate of its own. */
export interface Trial {
  readonly kind: 'trial';
  readonly setup: () => Setup;
  readonly traffic: (scene: Scene) => Promise<unknown>;
  /** How many flows it is; 0: nothing passes. */
  readonly flows: number;
  /** Takes seconds, since the platform's own clock is waited for. */
  readonly slow: boolean;
}

/** One thing that a phone does in a network of its own, where there are other addresses than loopback. */
export interface Step {
  /** `get`: a request in the absolute form; `tcp`: a tunnel with bytes that are neither TLS nor HTTP. */
  readonly act: 'get' | 'tcp';
  readonly to: string;
}

/** The same in a network of its own. */
export interface NetworkTrial {
  readonly kind: 'network';
  readonly app: NonNullable<Setup['app']>;
  readonly steps: readonly Step[];
}

/** Entries of the app's own file, which no traffic is asked about. */
export interface FileTrial {
  readonly kind: 'file';
  readonly app: NonNullable<Setup['app']>;
}

/** What cannot be, and why. */
export interface Never {
  readonly kind: 'never';
  readonly because: string;
}

/** What shows one rule in every state that it can have. */
export interface Trials {
  /** Keeps it. */
  readonly well: Trial | NetworkTrial | FileTrial | Never;
  /** Breaks it: by its effect the state is `fail` or `warn`, and `not-seen` where the rule is off. */
  readonly amiss: Trial | NetworkTrial | FileTrial | Never;
  /** Passes unread. */
  readonly unread: Trial | Never;
  /** Is none of its business. */
  readonly elsewhere: Trial | FileTrial;
  /** Further ways into a state. */
  readonly more?: readonly (readonly [state: State, name: string, trial: Trial | NetworkTrial])[];
}

export const trial = (
  traffic: Trial['traffic'],
  setup: Setup | (() => Setup) = {},
  { flows = 1, slow = false }: Partial<Pick<Trial, 'flows' | 'slow'>> = {},
): Trial => ({ kind: 'trial', setup: typeof setup === 'function' ? setup : () => setup, traffic, flows, slow });

export const inFile = (app: FileTrial['app']): FileTrial => ({ kind: 'file', app });

export const inNetwork = (app: NetworkTrial['app'], ...steps: readonly Step[]): NetworkTrial => ({
  kind: 'network',
  app,
  steps,
});

export const never = (because: string): Never => ({ kind: 'never', because });
