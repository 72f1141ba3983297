import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';
import { expect, it } from 'vitest';
import { inspect } from '../../src/upstream/inspect.ts';
import { authorityOf } from '../support/facts.ts';
import { certified, tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { selfSigned } from '../support/pki.ts';
import { diallingTo } from './dialling.ts';

const asked = { authority: authorityOf('api.shop.test'), device: '0.0.0.0', pinVerified: false, at: Date.now() };
const at = (port: number) => ({ address: '127.0.0.1', port, mapped: true });

it('has the facts of a handshake, and leaves without a byte of a request', async () => {
  let left: Promise<unknown> = Promise.resolve();
  const bytes: Buffer[] = [];
  const onSocket = (socket: TLSSocket) => {
    left = once(socket, 'close');
    socket.on('data', (chunk: Buffer) => bytes.push(chunk)).on('error', () => {});
  };
  const { port } = await tlsOrigin(onSocket, certified('api.shop.test'));
  const facts = await inspect(at(port), asked, diallingTo(port));
  expect(facts).toMatchObject({ protocol: 'TLSv1.3', trust: 'trusted', nameMatches: true });
  await left;
  expect(bytes).toEqual([]);
});

it('has those of a server that no rule would let be', async () => {
  const { key, cert } = selfSigned({ names: ['other.test'] });
  const { port } = await tlsOrigin(() => {}, { key, cert });
  const facts = await inspect(at(port), asked, diallingTo(port));
  expect(facts).toMatchObject({ trust: 'self-signed', nameMatches: false });
});

it('is rejected where there is no handshake in time', async () => {
  const { port } = await tcpOrigin((socket) => void socket.resume());
  const reason = { code: 'ETIMEDOUT' };
  await expect(inspect(at(port), asked, diallingTo(port, { handshakeMs: 100 }))).rejects.toMatchObject(reason);
});
