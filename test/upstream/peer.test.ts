import { once } from 'node:events';
import { connect as connectTls, type TLSSocket, type TlsOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { NO_PATH } from '../../src/chain/build-path.ts';
import { createPathFinder } from '../../src/chain/path-finder.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import { upstreamContext } from '../../src/upstream/context.ts';
import { noProtocol, type PeerQuestion, peerFacts } from '../../src/upstream/peer.ts';
import { authorityOf, noon } from '../support/facts.ts';
import { tlsOrigin } from '../support/origin.ts';
import { makeCa } from '../support/pki.ts';
import { trustedCa } from '../support/world.ts';

const middle = makeCa({ name: 'Test Intermediate', parent: trustedCa() });
const { findPath } = createPathFinder(indexRoots([trustedCa().cert]));
const context = upstreamContext([trustedCa().cert]);

const question = (host = 'api.shop.test'): PeerQuestion => ({
  authority: authorityOf(host),
  device: '192.168.1.20',
  pinVerified: true,
  at: noon,
});

const shake = async (port: number, session?: Buffer): Promise<TLSSocket> => {
  const socket = connectTls({
    host: '127.0.0.1',
    port,
    servername: 'api.shop.test',
    secureContext: context,
    rejectUnauthorized: false,
    ...(session ? { session } : {}),
  });
  await once(socket, 'secureConnect');
  return socket;
};

const serving = (options: TlsOptions) => tlsOrigin((socket) => void socket.write('.'), options);

describe('the facts of a handshake', () => {
  it('who was asked, by whom, and what was agreed to', async () => {
    const { chain, key, pin } = middle.issue({ names: ['api.shop.test', '*.cdn.test'], ips: ['10.0.0.1'] });
    const { port } = await serving({ cert: chain, key });
    const socket = await shake(port);
    const facts = peerFacts(socket, question(), findPath);
    expect(facts).toMatchObject({
      ...question(),
      protocol: 'TLSv1.3',
      cipher: expect.stringMatching(/^TLS_/),
      forwardSecret: true,
      trust: 'trusted',
      nameMatches: true,
      names: ['DNS:api.shop.test', 'DNS:*.cdn.test', 'IP Address:10.0.0.1'],
    });
    const [leaf, above] = facts.chain;
    expect([leaf?.spki, above?.spki]).toEqual([pin, middle.pin]);
    socket.destroy();
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('the chain as it was sent, not as it should be: %s', async (maxVersion) => {
    const stranger = makeCa({ name: 'Stranger' });
    const { cert, key } = middle.issue({ names: ['api.shop.test'], cn: 'leaf' });
    const sent = [cert, trustedCa().cert, stranger.cert, middle.cert, middle.cert];
    const { port } = await serving({ cert: sent.join(''), key, maxVersion });
    const socket = await shake(port);
    const facts = peerFacts(socket, question(), createPathFinder(indexRoots([trustedCa().cert])).findPath);
    const names = facts.chain.map(({ subject }) => subject.replace(/.*CN=/, ''));
    expect(names).toEqual([
      'leaf',
      /CN=(.*)/.exec(trustedCa().x509.subject)?.[1],
      'Stranger',
      'Test Intermediate',
      'Test Intermediate',
    ]);
    expect(facts.path).toMatchObject({
      trust: 'trusted',
      order: 'wrong',
      strangers: ['O=mpgate tests, CN=Stranger'],
      duplicates: ['O=mpgate tests, CN=Test Intermediate'],
      rootSent: true,
    });
    socket.destroy();
  });

  it.each([
    ['api.shop.test', true],
    ['a.cdn.test', true],
    ['a.b.cdn.test', false],
    ['cdn.test', false],
    ['shop.test', false],
    ['10.0.0.1', true],
    ['10.0.0.2', false],
    ['[fd00::1]', true],
    ['common.name.test', false],
  ])('whether the names cover %s: %s', async (host, covered) => {
    const names = ['api.shop.test', '*.cdn.test'];
    const { chain, key } = middle.issue({ cn: 'common.name.test', names, ips: ['10.0.0.1', 'fd00::1'] });
    const { port } = await serving({ cert: chain, key });
    const socket = await shake(port);
    expect(peerFacts(socket, question(host), findPath).nameMatches).toBe(covered);
    socket.destroy();
  });

  it.each([
    ['ECDHE-RSA-AES128-GCM-SHA256', true],
    ['AES128-GCM-SHA256', false],
  ])('whether %s has forward secrecy: %s', async (ciphers, forwardSecret) => {
    const { chain, key } = middle.issue({ names: ['api.shop.test'], key: 'rsa2048' });
    const { port } = await serving({ cert: chain, key, ciphers, maxVersion: 'TLSv1.2' });
    const socket = await shake(port);
    expect(peerFacts(socket, question(), findPath)).toMatchObject({
      protocol: 'TLSv1.2',
      cipher: ciphers,
      forwardSecret,
    });
    socket.destroy();
  });

  it('are not to be had from a resumed session: the gate must resume none', async () => {
    const { chain, key } = middle.issue({ names: ['api.shop.test'] });
    const { port } = await serving({ cert: chain, key });
    const first = await shake(port);
    const [session] = (await once(first, 'session')) as [Buffer];
    const again = await shake(port, session);
    expect(again.isSessionReused()).toBe(true);
    expect(peerFacts(again, question(), findPath)).toMatchObject({ chain: [], nameMatches: false });
    first.destroy();
    again.destroy();
  });

  it('without a handshake there are none, and no trust', () => {
    expect(noProtocol(question())).toEqual({
      ...question(),
      protocol: 'below',
      offered: null,
      cipher: '',
      forwardSecret: false,
      chain: [],
      trust: 'broken',
      path: NO_PATH,
      nameMatches: false,
      names: [],
    });
  });
});
