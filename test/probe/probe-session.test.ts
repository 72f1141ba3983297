import { once } from 'node:events';
import { createServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PROBE_LIMITS } from '../../src/probe/limits.ts';
import { probeSession } from '../../src/probe/probe-session.ts';
import { createTurns } from '../../src/probe/turns.ts';
import { freePort } from '../support/free-port.ts';
import { itNeeds } from '../support/needs.ts';
import { opensslServer } from '../support/openssl-server.ts';
import { makeCa } from '../support/pki.ts';

const certificate = makeCa({ name: 'Probe Root' }).issue({ names: ['api.shop.test'] });
const turn = createTurns(1);
const limits = { ...PROBE_LIMITS, ticketMs: 300 };
const ask = (port: number, kind: 'legacy' | 'tls13') =>
  probeSession({ address: '127.0.0.1', port, servername: 'api.shop.test' }, kind, limits, turn);

describe('an openssl server', () => {
  const table: readonly [kind: 'legacy' | 'tls13', args: readonly string[], resumption: string][] = [
    ['legacy', ['-tls1_2'], 'yes'],
    ['legacy', ['-tls1_2', '-no_ticket'], 'yes'],
    ['legacy', ['-tls1_2', '-no_ticket', '-no_cache'], 'no'],
    ['legacy', ['-tls1', '-cipher', 'ALL:@SECLEVEL=0'], 'yes'],
    ['tls13', ['-tls1_3'], 'yes'],
    ['tls13', ['-tls1_3', '-num_tickets', '0'], 'no'],
  ];
  for (const [kind, args, resumption] of table) {
    itNeeds('openssl')(`${args.join(' ')}: ${resumption}`, async () => {
      const { port } = await opensslServer({ certificate }, ...args);
      expect(await ask(port, kind)).toEqual({ resumption, failure: null });
    });
  }

  itNeeds('openssl')('a handshake that fails says nothing of sessions', async () => {
    const { port } = await opensslServer({ certificate }, '-tls1_3', '-Verify', '1');
    const failure = { outcome: 'failed', code: expect.stringContaining('CERTIFICATE_REQUIRED') };
    expect(await ask(port, 'tls13')).toEqual({ resumption: 'unknown', failure });
  });
});

it('a server that has another key for its tickets by then does not go on', async () => {
  const server = createServer({ cert: certificate.chain, key: certificate.key }, (socket) => socket.resume());
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
    server.setTicketKeys(Buffer.alloc(48, connections));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  expect(await ask(port, 'tls13')).toEqual({ resumption: 'no', failure: null });
  expect(connections).toBe(2);
});

it('no server', async () => {
  const failure = { outcome: 'failed', code: 'ECONNREFUSED' };
  expect(await ask(await freePort(), 'legacy')).toEqual({ resumption: 'unknown', failure });
});
