import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pinOfHost } from '../../src/cli/pin-host.ts';
import { StartError } from '../../src/errors.ts';
import { makeCa, selfSigned } from '../support/pki.ts';

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

const serve = (options: TlsOptions): Promise<number> => {
  const server = createServer(options);
  server.on('secureConnection', (socket) => socket.on('error', () => {}));
  return listen(server);
};

const ca = makeCa({ name: 'Root' });
const leaf = ca.issue({ names: ['localhost'], ips: ['127.0.0.1'] });

describe('pinOfHost', () => {
  it("gives the pin of the server's own certificate, and says that it is not trusted", async () => {
    const port = await serve({ key: leaf.key, cert: leaf.chain });
    const { pin, of, trusted, warning, names, issuer } = await pinOfHost(`127.0.0.1:${port}`);
    expect({ pin, of, trusted }).toEqual({ pin: leaf.pin, of: `127.0.0.1:${port}`, trusted: false });
    expect(names).toContain('DNS:localhost');
    expect(issuer).toContain('CN=Root');
    expect(warning).toMatch(/^This machine does not trust the certificate of 127\.0\.0\.1:\d+: .*\(\w+\)\.$/);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s, whatever is wrong with the certificate', async (version) => {
    const past = new Date(Date.now() - 60_000);
    for (const faulty of [
      selfSigned({ names: ['localhost'] }),
      ca.issue({ names: ['localhost'], notAfter: past }),
      ca.issue({ names: ['other.test'] }),
      makeCa({ name: 'Low', parent: ca }).issue({ names: ['localhost'] }),
    ]) {
      const only = { minVersion: version, maxVersion: version };
      const port = await serve({ key: faulty.key, cert: faulty.cert, ...only });
      expect(await pinOfHost(`127.0.0.1:${port}`)).toMatchObject({ pin: faulty.pin, trusted: false });
    }
  });

  it('asks for the name, so that a server with many hosts shows the right one', async () => {
    const server = createServer({ key: leaf.key, cert: leaf.chain });
    const named = ca.issue({ names: ['localhost'] });
    server.addContext('localhost', { key: named.key, cert: named.chain });
    const port = await listen(server);
    expect((await pinOfHost(`localhost:${port}`)).pin).toBe(named.pin);
    expect((await pinOfHost(`127.0.0.1:${port}`)).pin).toBe(leaf.pin);
  });

  it('needs no certificate of its own', async () => {
    const port = await serve({ key: leaf.key, cert: leaf.chain, requestCert: true, minVersion: 'TLSv1.3' });
    expect((await pinOfHost(`127.0.0.1:${port}`)).pin).toBe(leaf.pin);
  });

  const refusals: readonly (readonly [what: string, open: () => Promise<number>, message: RegExp])[] = [
    [
      'no server',
      async () => 1,
      /127\.0\.0\.1:1 shows no certificate: nothing listens on that port \(ECONNREFUSED\)\./,
    ],
    ['silence', () => listen(createTcpServer()), /it did not finish a TLS handshake within 0\.2 s\./],
    ['another protocol', () => listen(createTcpServer((socket) => socket.end('220 smtp\r\n'))), /does not speak TLS/],
    ['a closed door', () => listen(createTcpServer((socket) => socket.destroy())), /it closed the connection/],
    [
      'TLS 1.1',
      () => serve({ ...leaf, cert: leaf.chain, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL@SECLEVEL=0' }),
      /no version of it from 1\.2 up/,
    ],
  ];
  it.each(refusals)('says what was met instead: %s', async (_what, open, message) => {
    const asked = pinOfHost(`127.0.0.1:${await open()}`, 200);
    await expect(asked).rejects.toThrow(StartError);
    await expect(asked).rejects.toThrow(message);
  });
});
