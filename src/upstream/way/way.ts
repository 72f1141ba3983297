import type { Socket } from 'node:net';
import type { Authority } from '../../model/facts.ts';
import type { Attempt } from '../attempt.ts';
import type { Order } from '../connect.ts';
import type { Target } from '../resolve.ts';
import type { AbsoluteForm } from './absolute-form.ts';

/** A raw connection to a server by way of a proxy, or to a proxy that reads requests and passes them on. */
export interface Proxied {
  readonly socket: Socket;
  /** How the proxy that reads is asked; null: what is sent is for the server alone. */
  readonly absolute: AbsoluteForm | null;
}

/** What a proxy has to know of an order. */
export type Asking = Pick<Order, 'readable' | 'via'>;

/** The way to servers through a proxy. What it opens is raw: nobody on it has been judged. */
export interface Way {
  /** What it signs with as `Via` where an HTTP proxy is asked; null: SOCKS5 has no room for it. */
  readonly mark: string | null;
  /** Whether the proxy looks an authority's name up; then no address is known here. */
  readonly looksUp: (authority: Authority) => boolean;
  /** Whether an address that was looked up here is asked of the proxy, and not dialled. */
  readonly takes: (target: Target) => boolean;
  /** `host`: a name or an address without brackets. Rejects with a code `UPSTREAM_PROXY_…`. */
  readonly open: (host: string, port: number, asking: Asking, attempt: Attempt) => Promise<Proxied>;
}
