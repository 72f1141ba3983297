import type { RemoteInfo } from 'node:dgram';
import { beginTunnel } from '../../exchange/tunnel-flow.ts';
import type { Authority, Host } from '../../model/facts.ts';
import { deviceAddress } from '../../rules/device-address.ts';
import { deviceOf } from '../clients.ts';
import type { Doors } from '../doors.ts';
import { readDatagram } from './datagram.ts';
import type { Destination } from './destination.ts';
import { failed, openDestination, type Sender } from './open-destination.ts';
import { type Outlet, openOutlet } from './outlet.ts';

/** Places that one association may send to at a time. */
export const MOST_DESTINATIONS = 128;
const TOO_MANY = `more than ${MOST_DESTINATIONS} destinations in one association: datagrams to others are dropped`;

/** Whose datagrams, and how answers get back. */
export interface RelayOf extends Sender {
  /** The only port of the client that is listened to; null: that of its first datagram. */
  readonly port: number | null;
  /** Sends to the client. */
  readonly back: Outlet['send'];
}

type Family = 'udp4' | 'udp6';

const keyOf = ({ hostname, port }: Authority): string => `${hostname} ${port}`;

/** The datagrams of one association. Only the client may send, and only places that it has sent to may answer. */
export class Relay {
  readonly #doors: Doors;
  readonly #of: RelayOf;
  /** By what the client wrote, and by where that leads. */
  readonly #destinations = new Map<string, Destination>();
  readonly #byTarget = new Map<string, Destination>();
  readonly #outlets = new Map<Family, Outlet>();
  #client: { readonly address: string; readonly port: number } | null = null;
  #isTouched = true;
  #isFull = false;

  constructor(doors: Doors, of: RelayOf) {
    this.#doors = doors;
    this.#of = of;
  }

  fromClient(bytes: Buffer, { address, port }: RemoteInfo): void {
    if (deviceOf(address) !== deviceAddress(this.#of.device)) return;
    if (port !== (this.#client?.port ?? this.#of.port ?? port)) return;
    const datagram = readDatagram(bytes);
    if (!datagram) return;
    this.#client ??= { address, port };
    this.#isTouched = true;
    const destination = this.#destinationAt(datagram.authority);
    if (!destination) return;
    destination.isTouched = true;
    if (destination.target) this.#send(destination, destination.target, datagram.payload);
    else destination.wait(datagram.payload);
  }

  /** Forgets the destinations that were idle since the last call. false: all of it was. */
  sweep(): boolean {
    for (const [key, destination] of this.#destinations) {
      if (!destination.isTouched) this.#forget(key, destination);
      destination.isTouched = false;
    }
    const wasTouched = this.#isTouched;
    this.#isTouched = false;
    return wasTouched;
  }

  close(): void {
    for (const [key, destination] of this.#destinations) this.#forget(key, destination);
    for (const outlet of this.#outlets.values()) outlet.close();
  }

  /** null: there are too many, which is told once. */
  #destinationAt(authority: Authority): Destination | null {
    const key = keyOf(authority);
    const known = this.#destinations.get(key);
    if (known) return known;
    if (this.#destinations.size >= MOST_DESTINATIONS) return this.#tooMany(authority);
    this.#isFull = false;
    const opened = openDestination(this.#doors, this.#of, authority, (...led) => this.#lead(...led));
    this.#destinations.set(key, opened);
    return opened;
  }

  #tooMany(authority: Authority): null {
    const { device, policies } = this.#of;
    const of = { device, authority, policy: policies[0], api: 'udp' } as const;
    if (!this.#isFull) {
      const flow = beginTunnel(this.#doors.bus, this.#doors.flows, of);
      flow.end({ type: 'flow.failed', code: 'UDP_DESTINATIONS', message: TOO_MANY });
    }
    this.#isFull = true;
    return null;
  }

  #lead(destination: Destination, to: Host, port: number): void {
    const target = { ...to, port };
    for (const payload of destination.lead(target)) this.#send(destination, target, payload);
  }

  #send(destination: Destination, target: Authority, payload: Buffer): void {
    const { flow } = destination;
    if (flow.ended) return;
    flow.bytesUp += payload.length;
    // Where two names lead to one place, its answers are for the one that was asked last.
    this.#byTarget.set(keyOf(target), destination);
    const family = target.kind === 'ipv6' ? 'udp6' : 'udp4';
    this.#outlet(family).send([payload], target.hostname, target.port, (error) => failed(flow, error));
  }

  #outlet(family: Family): Outlet {
    const open = this.#outlets.get(family);
    if (open) return open;
    const came = (bytes: Buffer, from: RemoteInfo) => this.#fromServer(bytes, from);
    const broken = (error: Error) => this.#broken(family, error);
    const outlet = openOutlet({ type: family, ports: this.#doors.relayPorts, address: null, came, failed: broken });
    this.#outlets.set(family, outlet);
    return outlet;
  }

  #broken(family: Family, error: Error): void {
    for (const { flow, target } of this.#destinations.values()) {
      if ((target?.kind === 'ipv6') === (family === 'udp6')) failed(flow, error);
    }
  }

  #fromServer(bytes: Buffer, { address, port }: RemoteInfo): void {
    const destination = this.#byTarget.get(`${address} ${port}`);
    if (!destination || destination.flow.ended || !this.#client) return;
    destination.isTouched = true;
    this.#isTouched = true;
    destination.flow.bytesDown += bytes.length;
    this.#of.back([destination.head, bytes], this.#client.address, this.#client.port, () => {});
  }

  #forget(key: string, destination: Destination): void {
    const { target } = destination;
    destination.end();
    this.#destinations.delete(key);
    if (target && this.#byTarget.get(keyOf(target)) === destination) this.#byTarget.delete(keyOf(target));
  }
}
