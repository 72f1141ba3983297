import type { Socket } from 'node:net';
import { beginTunnel, type SpliceAnswers, spliceTunnel, type TunnelOf } from '../exchange/tunnel-flow.ts';
import type { Doors } from './doors.ts';

/** What a client is told, in its own protocol, before its tunnel stands. */
export type TunnelAnswers = Omit<SpliceAnswers, 'how'>;

/** Passes what is for a host of the bypass list from its first byte on; no rule is asked but those of the address. */
export const passBypassed = (doors: Doors, socket: Socket, of: TunnelOf, answers: TunnelAnswers): void => {
  const flow = beginTunnel(doors.bus, doors.flows, of);
  const why = 'bypassed: the host is on the bypass list';
  void spliceTunnel(socket, of, flow, doors, why, { ...answers, how: () => 'connect' });
};
