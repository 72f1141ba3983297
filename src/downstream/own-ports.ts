import type { Api } from '../model/facts.ts';
import { isOwnAddress } from './own-address.ts';

/** The ports that the gate has open itself, by transport. */
export class OwnPorts {
  readonly tcp = new Set<number>();
  readonly udp = new Set<number>();

  /** Whether an address and port are the gate itself; a datagram to the number of a TCP port of ours has no business there. */
  readonly has = (address: string, port: number, api: Api): boolean =>
    (this.tcp.has(port) || (api === 'udp' && this.udp.has(port))) && isOwnAddress(address);
}
