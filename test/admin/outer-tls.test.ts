import { once } from 'node:events';
import { createServer, get as getPlain } from 'node:http';
import { get as getTls } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { checkServerIdentity, connect as connectTls } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { outerTls } from '../../src/admin/outer-tls.ts';
import { createLeaves } from '../../src/ca/leaf.ts';
import { openRoot } from '../../src/ca/root.ts';
import { folder } from '../support/folder.ts';
import { until } from '../support/until.ts';

/** A server on every loopback address, of which only 127.0.0.1 is in the clear. */
const opened = async () => {
  const root = await openRoot({ dir: join(await folder({}), 'certs') });
  const leaves = createLeaves({ root });
  const server = createServer((request, response) => response.end(`encrypted: ${'encrypted' in request.socket}`));
  const end = outerTls(server, {
    contextFor: leaves.contextFor,
    names: ['gate.test'],
    isPlain: (address) => address === '127.0.0.1',
  });
  server.listen(0, '::');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { server, port, ca: root.certPem, leaves, end };
};

describe('the admin server by the address that was reached', () => {
  it('answers plainly on the address in the clear', async () => {
    const { port } = await opened();
    const [answer] = await once(getPlain({ host: '127.0.0.1', port, agent: false }), 'response');
    expect(await text(answer)).toBe('encrypted: false');
  });

  it.each(['127.0.0.2', '::1'])('shows %s a leaf of the own CA for that address', async (host) => {
    const { port, ca } = await opened();
    const [answer] = await once(getTls({ host, port, ca, agent: false }), 'response');
    expect(await text(answer)).toBe('encrypted: true');
  });

  it.each([
    ['localhost', 'localhost'],
    ['gate.test', 'gate.test'],
    ['other.test', '127.0.0.2'],
  ])('asked for the name %s shows a leaf for %s', async (servername, shown) => {
    const { port, ca, leaves } = await opened();
    const socket = connectTls({ host: '127.0.0.2', port, ca, servername, checkServerIdentity: () => undefined });
    await once(socket, 'secureConnect');
    expect(checkServerIdentity(shown, socket.getPeerCertificate())).toBeUndefined();
    expect(leaves.stats().minted).toBe(shown === '127.0.0.2' ? 1 : 2);
    socket.destroy();
  });

  it('answers no plain HTTP elsewhere', async () => {
    const { port } = await opened();
    const asked = getPlain({ host: '127.0.0.2', port, agent: false });
    expect(await once(asked, 'response').catch(({ code }: { code: string }) => code)).toBe('ECONNRESET');
  });

  it('ends handshakes that are under way, so that it can close', async () => {
    const { server, port, end } = await opened();
    const silent = connect(port, '127.0.0.2');
    await once(silent, 'connect');
    const isClosed = once(silent.resume(), 'close');
    await until(
      'the server has it',
      async () => (await new Promise<number>((done) => server.getConnections((_, n) => done(n)))) === 1,
    );
    end();
    await isClosed;
  });
});
