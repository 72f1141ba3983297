import type { Api } from './facts.ts';

/** One place that an app asked for, and how often. */
export interface SeenPlace {
  readonly api: Api;
  /** `unknown`: the API is a guess among several. */
  readonly sure: 'certain' | 'likely' | 'unknown';
  readonly scheme: string;
  /** IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly flows: number;
  /** Whether every request had the look of an image, a sound or a film. */
  readonly mediaOnly: boolean;
}
