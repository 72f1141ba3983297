import type { Socket } from 'node:net';
import type { Reached } from '../onboarding/visit.ts';
import { deviceOf } from './clients.ts';

/** Where a client has reached the gate, as the system has it: a header may say anything. */
export const reachedBy = ({ localAddress, localPort }: Socket): Reached => ({
  address: deviceOf(localAddress),
  port: localPort ?? 0,
});
