import type { Authority } from './facts.ts';

/** A proxy between the gate and the servers. */
export interface UpstreamProxy {
  readonly scheme: 'http' | 'https' | 'socks5';
  readonly authority: Authority;
  /** null: it asks for none. */
  readonly login: { readonly user: string; readonly password: string } | null;
  /** Its URL for people: without the login. */
  readonly shown: string;
}
