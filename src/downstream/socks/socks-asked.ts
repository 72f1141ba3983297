import type { Socket } from 'node:net';
import type { Way } from '../way.ts';
import type { SocksAddress } from './address.ts';

/** What a client asks for, the handshake done. */
export interface SocksAsked {
  readonly socket: Socket;
  readonly way: Way;
  /** The app that the listener or the user name names; null: neither does. */
  readonly app: string | null;
  readonly address: SocksAddress;
}
