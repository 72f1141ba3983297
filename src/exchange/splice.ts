import type { Duplex } from 'node:stream';

/** Counts the bytes of a spliced pair as they pass. */
export interface Meter {
  bytesUp: number;
  bytesDown: number;
}

export interface SpliceOptions {
  readonly client: Duplex;
  readonly server: Duplex;
  readonly meter: Meter;
  /** Whether one side may go on when the other has ended, as TCP allows; a WebSocket has no use for that. */
  readonly halfOpen: boolean;
  /** Called once, when the splice is over: one side has closed, or has ended where nothing goes on without it. */
  readonly over: () => void;
}

/** How long one side may go on after the other has ended. */
const HALF_OPEN_MS = 30_000;

/** Joins two sockets, each way with back-pressure. What was sent before an end or a close still arrives. */
export const splice = ({ client, server, meter, halfOpen, over }: SpliceOptions): void => {
  let spliced = true;
  const finish = () => {
    if (spliced) over();
    spliced = false;
    for (const side of [client, server]) {
      side.end(() => side.destroy());
      linger(side);
    }
  };
  const ended = (other: Duplex) => () => {
    if (!halfOpen) return finish();
    other.end();
    linger(other);
  };
  for (const side of [client, server]) {
    side.once('close', finish);
    side.once('error', finish);
  }
  client.once('end', ended(server));
  server.once('end', ended(client));
  pass(client, server, (bytes) => {
    meter.bytesUp += bytes;
  });
  pass(server, client, (bytes) => {
    meter.bytesDown += bytes;
  });
};

const pass = (from: Duplex, to: Duplex, count: (bytes: number) => void): void => {
  from.on('data', (chunk: Buffer) => {
    count(chunk.length);
    if (!to.write(chunk)) from.pause();
  });
  to.on('drain', () => from.resume());
  from.resume();
};

const linger = (side: Duplex): void => {
  if (side.destroyed) return;
  const timer = setTimeout(() => side.destroy(), HALF_OPEN_MS);
  side.once('close', () => clearTimeout(timer));
};
