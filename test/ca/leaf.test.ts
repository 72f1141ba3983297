import { execFile } from 'node:child_process';
import type { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { connect, createServer, type SecureVersion, TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLeaves, type Leaves, type LeavesOptions } from '../../src/ca/leaf.ts';
import { LEAF_DAYS } from '../../src/ca/mint.ts';
import { CertificateError } from '../../src/errors.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { makeCa, type TestCa } from '../support/pki.ts';

const DAY_MS = 86_400_000;
const run = promisify(execFile);
const ca = makeCa({ name: 'Root', pathLength: 0 });
const rootOf = ({ cert, keyObject, x509 }: TestCa) => ({ certPem: cert, keyObject, x509 });
const make = (options: Partial<LeavesOptions> = {}): Leaves => createLeaves({ root: rootOf(ca), ...options });

/** A TLS server that asks for a leaf by SNI, and closes as soon as the client does. */
const serve = async (leaves: Leaves): Promise<number> => {
  const server = createServer({
    ...leaves.resumption,
    SNICallback: (name, done) => leaves.contextFor(name).then((context) => done(null, context), done),
  });
  server.on('secureConnection', (socket) => socket.on('error', () => {}).end('hello'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

/** A plain server that ends TLS by itself, as in a tunnel: each connection has a context and no TLS server. */
const serveTunnels = async (leaves: Leaves): Promise<number> => {
  const server = createTcpServer(async (socket) => {
    const secureContext = await leaves.contextFor('api.shop.test');
    const tls = new TLSSocket(socket, { isServer: true, secureContext });
    tls.on('error', () => {}).once('secure', () => tls.end('hello'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

interface Visit {
  /** Of the server; undefined in a resumed session, where none is sent. */
  readonly x509: X509Certificate | undefined;
  readonly resumed: boolean;
  readonly session: Buffer | undefined;
}

interface Ask {
  readonly servername?: string;
  readonly session?: Buffer | undefined;
  readonly version?: SecureVersion;
}

/** One verified connection, to its end, so that TLS 1.3's tickets have come. */
const visit = async (
  port: number,
  { servername = 'api.shop.test', session, version = 'TLSv1.3' }: Ask = {},
): Promise<Visit> => {
  const only = { minVersion: version, maxVersion: version };
  const socket: TLSSocket = connect({ port, host: '127.0.0.1', servername, ca: ca.cert, session, ...only });
  let ticket: Buffer | undefined;
  socket.on('session', (given) => {
    ticket = given;
  });
  await once(socket, 'secureConnect');
  const x509 = socket.getPeerX509Certificate();
  const resumed = socket.isSessionReused();
  socket.resume();
  await once(socket, 'close');
  return { x509, resumed, session: ticket };
};

describe('contextFor', () => {
  it('gives each host a leaf of its own, and the same one again', async () => {
    const leaves = make();
    const port = await serve(leaves);
    const first = await visit(port);
    const again = await visit(port);
    const other = await visit(port, { servername: 'cdn.shop.test' });
    expect(first.x509?.subjectAltName).toBe('DNS:api.shop.test');
    expect(again.x509?.fingerprint256).toBe(first.x509?.fingerprint256);
    expect(other.x509?.subjectAltName).toBe('DNS:cdn.shop.test');
    const jwk = ({ x509 }: Visit) => x509?.publicKey.export({ format: 'jwk' });
    expect(jwk(other)).toEqual(jwk(first));
    expect(leaves.stats()).toEqual({ cached: 2, minted: 2, hits: 1 });
  });

  it('mints once for fifty first questions at once', async () => {
    const leaves = make();
    const contexts = await Promise.all(Array.from({ length: 50 }, () => leaves.contextFor('api.shop.test')));
    expect(new Set(contexts).size).toBe(1);
    expect(leaves.stats()).toEqual({ cached: 1, minted: 1, hits: 49 });
  });

  it('keeps no more than it may, the latest used', async () => {
    const leaves = make({ max: 3 });
    for (const name of ['a', 'b', 'c', 'a', 'd']) await leaves.contextFor(`${name}.test`);
    expect(leaves.stats()).toEqual({ cached: 3, minted: 4, hits: 1 });
    await leaves.contextFor('a.test');
    expect(leaves.stats().minted).toBe(4);
    await leaves.contextFor('b.test');
    expect(leaves.stats()).toEqual({ cached: 3, minted: 5, hits: 2 });
  });

  it('mints anew when half of the days are over', async () => {
    let now = Date.now();
    const leaves = make({ now: () => now });
    const first = await leaves.contextFor('api.shop.test');
    now += (LEAF_DAYS / 2 - 2) * DAY_MS;
    expect(await leaves.contextFor('api.shop.test')).toBe(first);
    now += 2 * DAY_MS;
    expect(await leaves.contextFor('api.shop.test')).not.toBe(first);
    expect(leaves.stats()).toEqual({ cached: 1, minted: 2, hits: 1 });
  });

  it.each([
    ['an empty name', ''],
    ['a wildcard', '*.shop.test'],
    ['capitals', 'API.shop.test'],
    ['two names', 'a, b'],
    ['a zone id', 'fe80::1%eth0'],
    ['a name without end', 'x'.repeat(10_000)],
  ])('refuses what is no host, and does not remember it: %s', async (_what, hostname) => {
    const leaves = make();
    await expect(leaves.contextFor(hostname)).rejects.toThrow(CertificateError);
    expect(leaves.stats()).toEqual({ cached: 0, minted: 0, hits: 0 });
  });

  it('keeps no failure: the next question is a new one', async () => {
    let now = Date.parse(ca.x509.validTo) + DAY_MS;
    const leaves = make({ now: () => now });
    const asked = ['api.shop.test', 'api.shop.test'].map((name) => leaves.contextFor(name));
    for (const one of asked) await expect(one).rejects.toThrow(/The CA ran out on/);
    now = Date.now();
    await expect(leaves.contextFor('api.shop.test')).resolves.toBeDefined();
    expect(leaves.stats().minted).toBe(1);
  });

  it('makes RSA leaves where asked to', async () => {
    const port = await serve(make({ key: 'rsa' }));
    const { x509 } = await visit(port, { version: 'TLSv1.2' });
    expect(x509?.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  });

  it('offers TLS 1.2 and above', async () => {
    const port = await serve(make());
    await expect(visit(port, { version: 'TLSv1.1' })).rejects.toThrow();
    await expect(visit(port, { version: 'TLSv1.2' })).resolves.toBeDefined();
  });

  it('sends the CA along where that is no root itself, so that clients find the way up', async () => {
    const company = makeCa({ name: 'Company root' });
    const middle = makeCa({ name: 'Our CA', parent: company, pathLength: 0 });
    const port = await serve(make({ root: rootOf(middle) }));
    const socket = connect({ port, host: '127.0.0.1', servername: 'api.shop.test', ca: company.cert });
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });
});

describe('resumption', () => {
  for (const [way, open] of [
    ['a TLS server with SNICallback', serve],
    ['a socket with a context of its own', serveTunnels],
  ] as const) {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      it(`${version}, ${way}: a client resumes its session`, async () => {
        const port = await open(make());
        const { session } = await visit(port, { version });
        expect((await visit(port, { version, session })).resumed).toBe(true);
      });

      it(`${version}, ${way}: also when the leaf has left the cache meanwhile`, async () => {
        const leaves = make({ max: 1 });
        const port = await open(leaves);
        const { session } = await visit(port, { version });
        await leaves.contextFor('other.test');
        expect((await visit(port, { version, session })).resumed).toBe(true);
      });

      it(`${version}, ${way}: also at another server that uses the same leaves`, async () => {
        const leaves = make();
        const { session } = await visit(await open(leaves), { version });
        expect((await visit(await open(leaves), { version, session })).resumed).toBe(true);
      });

      it(`${version}, ${way}: not at the leaves of another start`, async () => {
        const { session } = await visit(await open(make()), { version });
        expect((await visit(await open(make()), { version, session })).resumed).toBe(false);
      });
    }
  }
});

describe('real clients', () => {
  const https = async (leaves: Leaves): Promise<number> => {
    const server = createHttpsServer(
      {
        ...leaves.resumption,
        SNICallback: (name, done) => leaves.contextFor(name).then((made) => done(null, made), done),
      },
      (_request, response) => response.end('hello'),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => server.closeAllConnections());
    onTestFinished(() => {
      server.close();
    });
    return (server.address() as AddressInfo).port;
  };

  for (const key of ['ec', 'rsa'] as const) {
    itNeeds('curl')(`curl trusts a leaf with ${key} key, for its own name only`, async () => {
      const leaves = make({ key });
      const port = await https(leaves);
      const file = join(await folder({ 'ca.pem': ca.cert }), 'ca.pem');
      const curl = (name: string, ...more: readonly string[]) =>
        run('curl', ['-sS', '--cacert', file, '--connect-to', `::127.0.0.1:${port}`, ...more, `https://${name}/`]);
      expect((await curl('api.shop.test')).stdout).toBe('hello');
      expect((await curl('api.shop.test', '--tls-max', '1.2')).stdout).toBe('hello');
      expect((await curl(`${'long'.repeat(15)}.${'name'.repeat(15)}.test`)).stdout).toBe('hello');
      expect(leaves.stats()).toMatchObject({ minted: 2 });
    });

    itNeeds('openssl')(`openssl s_client verifies a leaf with ${key} key`, async () => {
      const port = await https(make({ key }));
      const file = join(await folder({ 'ca.pem': ca.cert }), 'ca.pem');
      const names = ['-servername', 'api.shop.test', '-verify_hostname', 'api.shop.test'];
      const args = ['s_client', '-connect', `127.0.0.1:${port}`, '-CAfile', file, '-verify_return_error', ...names];
      const client = run('openssl', args);
      client.child.stdin?.end();
      expect((await client).stdout).toContain('Verify return code: 0 (ok)');
    });
  }
});
