import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { PROBE_LIMITS } from '../../src/probe/limits.ts';
import { RECORD } from '../../src/probe/record-reader.ts';
import { Wire } from '../../src/probe/wire.ts';
import { freePort } from '../support/free-port.ts';
import { tcpOrigin } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { record } from './server-bytes.ts';

const at = (port: number, address = '127.0.0.1') => ({ address, port, servername: null });
const quick = { ...PROBE_LIMITS, timeoutMs: 150 };

it('sends bytes and gives records, then how it ended', async () => {
  const origin = await tcpOrigin((socket) => {
    socket.once('data', (said) => {
      socket.write(record(RECORD.handshake, said));
      socket.end(record(RECORD.alert, Buffer.of(1, 0)));
    });
  });
  const wire = new Wire(at(origin.port), PROBE_LIMITS);
  wire.send(Buffer.from('hello'));
  expect(await wire.next()).toMatchObject({ type: RECORD.handshake, payload: Buffer.from('hello') });
  expect(await wire.next()).toMatchObject({ type: RECORD.alert });
  expect(await wire.next()).toEqual({ outcome: 'refused', by: 'closed' });
  expect(await wire.next()).toEqual({ outcome: 'refused', by: 'closed' });
  await wire.close();
});

it('records that came in pieces of one byte are whole', async () => {
  const origin = await tcpOrigin((socket) => {
    socket.setNoDelay(true);
    for (const byte of record(RECORD.handshake, Buffer.from('abc'))) socket.write(Buffer.of(byte));
  });
  const wire = new Wire(at(origin.port), PROBE_LIMITS);
  expect(await wire.next()).toMatchObject({ payload: Buffer.from('abc') });
  await wire.close();
});

it.each([
  ['a reset', { outcome: 'refused', by: 'reset' }, (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy()],
  [
    'an answer that is no TLS',
    { outcome: 'garbage' },
    (socket: { write(text: string): void }) => socket.write('HTTP/1.1 400\r\n'),
  ],
] as const)('%s', async (_, ending, act) => {
  const origin = await tcpOrigin((socket) => socket.once('data', () => act(socket)));
  const wire = new Wire(at(origin.port), PROBE_LIMITS);
  wire.send(Buffer.from('hello'));
  expect(await wire.next()).toMatchObject(ending);
  await wire.close();
});

it('a server that says nothing is silent at the limit', async () => {
  const origin = await tcpOrigin(() => {});
  const wire = new Wire(at(origin.port), quick);
  expect(await wire.next()).toEqual({ outcome: 'silent' });
  await wire.close();
});

it('a port that nobody listens on is out of reach', async () => {
  const wire = new Wire(at(await freePort()), PROBE_LIMITS);
  expect(await wire.next()).toEqual({ outcome: 'unreachable', code: 'ECONNREFUSED' });
  await wire.close();
});

it('more bytes than a handshake may have end it', async () => {
  const origin = await tcpOrigin((socket) => {
    const flood = () => {
      while (socket.writable && socket.write(record(RECORD.changeCipherSpec, Buffer.alloc(16_000)))) {}
    };
    socket.on('drain', flood);
    flood();
  });
  const wire = new Wire(at(origin.port), { ...PROBE_LIMITS, handshakeBytes: 20_000 });
  let next = await wire.next();
  for (let count = 0; !('outcome' in next); count++) {
    expect(count).toBeLessThan(10);
    next = await wire.next();
  }
  expect(next).toEqual({ outcome: 'garbage', why: 'more bytes than a handshake may have' });
  await wire.close();
  await until('the server has no connection left', () => origin.open() === 0);
});

it('closes for good when told to, also while it dials', async () => {
  const origin = await tcpOrigin(() => {});
  const wire = new Wire(at(origin.port), PROBE_LIMITS);
  await wire.close();
  expect(await wire.next()).toEqual({ outcome: 'refused', by: 'closed' });
  await until('the server has no connection left', () => origin.open() === 0);
});

it('speaks over IPv6', async () => {
  const server = createServer((socket) => socket.end(record(RECORD.alert, Buffer.of(2, 40)))).listen(0, '::1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const wire = new Wire(at(typeof address === 'object' && address ? address.port : 0, '::1'), PROBE_LIMITS);
  expect(await wire.next()).toMatchObject({ type: RECORD.alert });
  await wire.close();
  server.close();
});
