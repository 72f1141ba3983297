import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { CONTEXTS, shake } from '../../src/probe/handshake.ts';
import { PROBE_LIMITS } from '../../src/probe/limits.ts';
import { freePort } from '../support/free-port.ts';
import { itNeeds } from '../support/needs.ts';
import { opensslServer } from '../support/openssl-server.ts';
import { tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { selfSigned } from '../support/pki.ts';
import { until } from '../support/until.ts';

const DAY_MS = 86_400_000;
/** Whatever could be wrong with a certificate: nobody vouches for it, it is of another name, weak, and expired. */
const certificate = selfSigned({ names: ['other.test'], key: 'rsa1024', notAfter: new Date(Date.now() - DAY_MS) });
const weak = { cert: certificate.chain, key: certificate.key, ciphers: 'DEFAULT@SECLEVEL=0' };
const at = (port: number) => ({ address: '127.0.0.1', port, servername: 'api.shop.test' });

for (const kind of ['legacy', 'tls13'] as const) {
  it(`${kind}: finishes with whatever certificate, gives a session, goes on with it, and sends nothing`, async () => {
    const said: Buffer[] = [];
    const origin = await tlsOrigin((socket) => socket.on('data', (bytes) => said.push(bytes)), {
      ...weak,
      minVersion: 'TLSv1',
    });
    const first = await shake(at(origin.port), CONTEXTS[kind], null, PROBE_LIMITS);
    expect(first).toMatchObject({ outcome: 'finished', isReused: false, session: expect.any(Buffer) });
    const session = first.outcome === 'finished' ? first.session : null;
    const second = await shake(at(origin.port), CONTEXTS[kind], session, PROBE_LIMITS);
    expect(second).toMatchObject({ outcome: 'finished', isReused: true });
    await until('no connection is left', () => origin.open() === 0);
    expect(said).toEqual([]);
  });
}

itNeeds('openssl')('waits no longer than it should for a ticket that does not come', async () => {
  const { port } = await opensslServer({ certificate }, '-tls1_3', '-num_tickets', '0', '-cipher', 'ALL:@SECLEVEL=0');
  const began = performance.now();
  const shaken = await shake(at(port), CONTEXTS.tls13, null, { ...PROBE_LIMITS, ticketMs: 200 });
  expect(shaken).toMatchObject({ outcome: 'finished', session: null });
  expect(performance.now() - began).toBeLessThan(PROBE_LIMITS.timeoutMs);
});

for (const version of ['-tls1_2', '-tls1_3']) {
  itNeeds('openssl')(`${version}: a server that must have a client’s certificate ends it`, async () => {
    const { port } = await opensslServer({ certificate }, version, '-Verify', '1', '-cipher', 'ALL:@SECLEVEL=0');
    const kind = version === '-tls1_2' ? 'legacy' : 'tls13';
    const shaken = await shake(at(port), CONTEXTS[kind], null, PROBE_LIMITS);
    expect(shaken).toMatchObject({ outcome: 'failed', code: expect.stringContaining('_ALERT_') });
  });
}

itNeeds('openssl')('takes ciphers, keys and parameters that nobody should', async () => {
  const args = ['-tls1', '-cipher', 'DHE-RSA-AES128-SHA:@SECLEVEL=0'];
  const { port } = await opensslServer({ certificate }, ...args);
  expect(await shake(at(port), CONTEXTS.legacy, null, PROBE_LIMITS)).toMatchObject({ outcome: 'finished' });
});

it('a server that closes behind the handshake, with no ticket given, has finished it', async () => {
  const origin = await tlsOrigin((socket) => socket.end(), { ...weak, secureOptions: constants.SSL_OP_NO_TICKET });
  const shaken = await shake(at(origin.port), CONTEXTS.tls13, null, { ...PROBE_LIMITS, ticketMs: 4_000 });
  expect(shaken).toMatchObject({ outcome: 'finished', isReused: false });
});

it.each<[string, string, (socket: Socket) => void]>([
  ['resets', 'ECONNRESET', (socket) => socket.resetAndDestroy()],
  ['closes', 'ECONNRESET', (socket) => socket.end()],
  ['says nothing', 'ETIMEDOUT', () => {}],
  ['speaks HTTP', 'ERR_SSL_WRONG_VERSION_NUMBER', (socket) => socket.write('HTTP/1.0 400 Bad Request\r\n\r\n')],
])('a server that %s: %s', async (_, code, act) => {
  const origin = await tcpOrigin((socket) => socket.once('data', () => act(socket)));
  const shaken = await shake(at(origin.port), CONTEXTS.tls13, null, { ...PROBE_LIMITS, timeoutMs: 700 });
  expect(shaken).toMatchObject({ outcome: 'failed', code });
  await until('no connection is left', () => origin.open() === 0);
});

it('no server', async () => {
  const shaken = await shake(at(await freePort()), CONTEXTS.legacy, null, PROBE_LIMITS);
  expect(shaken).toEqual({ outcome: 'failed', code: 'ECONNREFUSED' });
});
