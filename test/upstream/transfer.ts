/** Requests through a Forward as an exchange would send them, and servers that answer with whatever bytes a test likes. */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Verdict } from '../../src/model/verdict.ts';
import { type Connect, connect } from '../../src/upstream/connect.ts';
import { createForward, type Outbound, type Receiver, type Sending } from '../../src/upstream/forward.ts';
import { Pool } from '../../src/upstream/pool.ts';
import { type Origin, tcpOrigin } from '../support/origin.ts';
import { diallingTo, orderTo } from './dialling.ts';

export interface RawOrigin extends Pick<Origin, 'port' | 'accepted' | 'open'> {
  /** Every byte that came, by connection. */
  readonly received: readonly string[];
  readonly sockets: readonly Socket[];
}

/** A server in plain TCP. `answer` is asked at each head that is complete, bodies being no concern of its. */
export const rawOrigin = async (answer: (socket: Socket, head: string, nth: number) => void): Promise<RawOrigin> => {
  const received: string[] = [];
  const sockets: Socket[] = [];
  let heads = 0;
  const origin = await tcpOrigin((socket) => {
    const index = sockets.push(socket) - 1;
    let unread = '';
    received[index] = '';
    socket.on('data', (chunk: Buffer) => {
      received[index] += chunk.toString('latin1');
      unread += chunk.toString('latin1');
      const end = unread.search(/(?<=\r\n\r\n)/);
      if (end < 0) return;
      const head = unread.slice(0, end);
      unread = '';
      heads += 1;
      answer(socket, head, heads);
    });
  });
  return { ...origin, received, sockets };
};

/** Always the same bytes. */
export const saying = (bytes: string) => rawOrigin((socket) => void socket.write(bytes, 'latin1'));

/** All that a receiver has heard. */
export interface Heard {
  readonly calls: string[];
  readonly information: { status: number; headers: string[] }[];
  status: number;
  statusText: string;
  headers: string[];
  body: string;
  trailers: string[];
  error: (Error & { code?: string }) | null;
  socket: Duplex | null;
  peer: Verdict | null;
}

export interface Under {
  readonly heard: Heard;
  readonly sending: Sending;
  /** When the last call has come. */
  readonly done: Promise<Heard>;
}

/** What a test does at a call. */
export interface Wishes {
  readonly onConnected?: () => void;
  readonly onHead?: () => void;
  readonly onData?: (chunk: Buffer) => boolean;
}

export interface Road {
  readonly pool: Pool;
  readonly begin: (changes?: Partial<Outbound>, wishes?: Wishes) => Under;
  /** Begins, and waits for the end and for the connection to be given back, a turn of the loop later. */
  readonly send: (changes?: Partial<Outbound>) => Promise<Heard>;
}

export const outbound = (changes: Partial<Outbound> = {}): Outbound => ({
  ...orderTo(),
  secure: false,
  readable: true,
  via: '',
  method: 'GET',
  path: '/',
  headers: ['Host', 'api.shop.test'],
  body: null,
  trailers: () => [],
  upgrade: null,
  ...changes,
});

/** A Forward of its own, to a server on loopback. */
export const roadTo = (
  port: number,
  reach: Connect = (order, cancel) => connect(order, diallingTo(port), cancel),
): Road => {
  const pool = new Pool({ idle: 10, headerBytes: 16_384 });
  onTestFinished(() => pool.close());
  const forward = createForward(reach, pool);
  const begin: Road['begin'] = (changes, wishes = {}) => {
    const heard: Heard = {
      calls: [],
      information: [],
      status: 0,
      statusText: '',
      headers: [],
      body: '',
      trailers: [],
      error: null,
      socket: null,
      peer: null,
    };
    let end: (heard: Heard) => void = () => {};
    const done = new Promise<Heard>((resolve) => (end = resolve));
    const receiver = receiverInto(heard, wishes, () => end(heard));
    return { heard, sending: forward(outbound(changes), receiver), done };
  };
  const send: Road['send'] = async (changes) => {
    const heard = await begin(changes).done;
    await turn();
    return heard;
  };
  return { pool, begin, send };
};

const receiverInto = (heard: Heard, wishes: Wishes, end: () => void): Receiver => ({
  onConnected: (_, peer) => {
    heard.calls.push('connected');
    heard.peer = peer;
    wishes.onConnected?.();
  },
  onForbidden: (_, peer) => {
    heard.calls.push('forbidden');
    heard.peer = peer;
    end();
  },
  onInformation: (status, _, headers) => {
    heard.calls.push('information');
    heard.information.push({ status, headers });
  },
  onHead: (status, statusText, headers) => {
    heard.calls.push('head');
    Object.assign(heard, { status, statusText, headers });
    wishes.onHead?.();
  },
  onData: (chunk) => {
    if (heard.calls.at(-1) !== 'data') heard.calls.push('data');
    if (wishes.onData) return wishes.onData(chunk);
    heard.body += chunk.toString('latin1');
    return true;
  },
  onEnd: (trailers) => {
    heard.calls.push('end');
    heard.trailers = trailers;
    end();
  },
  onUpgrade: (status, _, headers, socket) => {
    heard.calls.push('upgrade');
    Object.assign(heard, { status, headers, socket });
    end();
  },
  onError: (error) => {
    heard.calls.push('error');
    heard.error = error;
    end();
  },
});
