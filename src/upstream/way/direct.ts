import { connect, type Socket } from 'node:net';
import { type Attempt, failure } from '../attempt.ts';
import type { Target } from '../resolve.ts';
import type { Asking, Proxied, Way } from './way.ts';

/** How long an address that does not answer holds up the next one. */
const NEXT_ADDRESS_MS = 2_000;
/** How long a connection is silent before TCP asks whether the server is there: a WebSocket has no other clock. */
const PROBE_MS = 60_000;

/** A raw connection. `target`: the address that was dialled from here; null: the upstream proxy dialled. */
export interface Opened extends Proxied {
  readonly target: Target | null;
}

/** The first of some addresses that answers. Rejects with the code of the last. `way`: for those that it takes. */
export const dialFirst = async (
  targets: readonly Target[],
  way: Pick<Way, 'takes' | 'open'> | null,
  asking: Asking,
  attempt: Attempt,
): Promise<Opened> => {
  let last: unknown = failure('ENOTFOUND', 'no address may be dialled');
  for (const target of targets) {
    const limitMs = target === targets.at(-1) ? Number.POSITIVE_INFINITY : NEXT_ADDRESS_MS;
    try {
      return way?.takes(target)
        ? { ...(await way.open(target.address, target.port, asking, attempt)), target: null }
        : { socket: await attempt.race(dialOne(target, limitMs, attempt)), absolute: null, target };
    } catch (error) {
      last = error;
    }
  }
  throw last;
};

/** Rejects with the system's code. */
export const dialOne = ({ address, port }: Target, limitMs: number, attempt: Attempt): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBE_MS });
    attempt.own(socket);
    if (Number.isFinite(limitMs)) {
      socket.setTimeout(limitMs, () => socket.destroy(failure('ETIMEDOUT', `${address} does not answer`)));
    }
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      socket.off('error', reject);
      resolve(socket);
    });
  });
