import { Duplex, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { sendBody } from '../../../src/upstream/http1/send-body.ts';
import { until } from '../turns.ts';

/** A socket that takes what it is given when it is told to. */
const openSocket = (highWaterMark = 65_536) => {
  const taken: string[] = [];
  const waiting: (() => void)[] = [];
  const flow = { isOpen: true };
  const socket = new Duplex({
    highWaterMark,
    read() {},
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk.toString('latin1'));
      if (flow.isOpen) done();
      else waiting.push(done);
    },
  });
  const open = () => {
    flow.isOpen = true;
    for (const done of waiting.splice(0)) done();
  };
  return { socket, flow, open, text: () => taken.join('') };
};

const sent = async (body: Readable, length: number | null, trailers: readonly string[] = []) => {
  const { socket, text } = openSocket();
  const error = await new Promise<Error | null>((resolve) => {
    sendBody({ body, length, trailers: () => trailers }, socket, resolve);
  });
  await until(() => body.destroyed && socket.writableLength === 0);
  return { error, text: text(), listeners: socket.listenerCount('drain') };
};

const bodyOf = (...chunks: readonly string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
const broken = () =>
  new Readable({
    read() {
      this.destroy(new Error('the client left'));
    },
  });
const closed = () =>
  new Readable({
    read() {
      this.destroy();
    },
  });

describe('a request’s body', () => {
  it.each([
    ['of a length', bodyOf('he', 'llo'), 5, [], 'hello'],
    ['of none', bodyOf(), 0, [], ''],
    ['in chunks', bodyOf('he', '', 'llo'), null, [], '2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n'],
    ['in chunks, with trailers', bodyOf('x'), null, ['A', '1', 'a', '2'], '1\r\nx\r\n0\r\nA: 1\r\na: 2\r\n\r\n'],
  ] as const)('%s is sent, and its parts are let go', async (_, body, length, trailers, text) => {
    expect(await sent(body, length, trailers)).toEqual({ error: null, text, listeners: 0 });
  });

  it.each([
    ['shorter than announced', bodyOf('hell'), 5, 'BAD_REQUEST'],
    ['longer than announced', bodyOf('hello', '!'), 5, 'BAD_REQUEST'],
    ['that breaks off', broken(), null, undefined],
    ['that breaks off without a word', closed(), null, 'ECONNRESET'],
  ] as const)('%s is an error, and no last chunk is sent', async (_, body, length, code) => {
    const { error, text } = await sent(body, length);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject(code ? { code } : {});
    expect(text).not.toContain('!');
    expect(text).not.toContain('0\r\n\r\n');
  });

  it('waits for a socket that is full, and can be called off', async () => {
    const { socket, flow, open, text } = openSocket(10);
    flow.isOpen = false;
    const body = new Readable({ read() {} });
    let told = 0;
    const stop = sendBody({ body, length: null, trailers: () => [] }, socket, () => {
      told += 1;
    });
    body.push(Buffer.alloc(20, 'a'));
    await until(() => body.isPaused());
    open();
    await until(() => !body.isPaused());
    expect(text()).toContain('a'.repeat(20));
    stop();
    expect([body.destroyed, told]).toEqual([true, 0]);
  });
});
