import type { Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { ServerFacts } from '../../src/model/server-facts.ts';
import { PROBE_LIMITS } from '../../src/probe/limits.ts';
import { probeServer } from '../../src/probe/probe-server.ts';
import { VERSIONS } from '../../src/probe/versions.ts';
import { freePort } from '../support/free-port.ts';
import { itNeeds } from '../support/needs.ts';
import { ocspResponse } from '../support/ocsp.ts';
import { opensslServer } from '../support/openssl-server.ts';
import { tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { makeCa } from '../support/pki.ts';
import { sctExtension, sctListOf, serverinfo } from '../support/transparency.ts';
import { until } from '../support/until.ts';
import { record, serverHello } from './server-bytes.ts';

const ca = makeCa({ name: 'Probe Intermediate', parent: makeCa({ name: 'Probe Root' }) });
const rsa = ca.issue({ names: ['api.shop.test'], key: 'rsa2048' });
const ec = ca.issue({ names: ['api.shop.test'] });
const other = ca.issue({ names: ['other.test'] });
const at = (port: number, servername: string | null = 'api.shop.test') => ({ address: '127.0.0.1', port, servername });
const limits = { ...PROBE_LIMITS, ticketMs: 300 };
const log = (byte: number) => ({ logId: Buffer.alloc(32, byte).toString('base64'), at: 1_767_225_600_000 + byte });

/** `-` refused, `1` offered, in the order of the versions. */
const row = ({ versions }: ServerFacts): string =>
  VERSIONS.map((version) => (versions[version].outcome === 'offered' ? '1' : '-')).join('');

describe('an openssl server', () => {
  itNeeds('openssl')('with all versions and an RSA key', async () => {
    const { port } = await opensslServer({ certificate: rsa }, '-cipher', 'ALL:@SECLEVEL=0');
    const facts = await probeServer(at(port), limits);
    expect(row(facts)).toBe('1111');
    expect(facts).toMatchObject({
      best: 'TLSv1.3',
      withoutName: 'same',
      withoutForwardSecrecy: { outcome: 'offered', keyExchange: { kind: 'rsa' }, forwardSecret: false },
      staple: null,
      scts: { tls: [], certificate: [], staple: [] },
      resumption: { legacy: 'yes', tls13: 'yes' },
      clientCertificate: 'none',
    });
  });

  itNeeds('openssl')('with TLS 1.2 and 1.3 and forward secrecy alone', async () => {
    const { port } = await opensslServer({ certificate: ec }, '-no_tls1', '-no_tls1_1');
    const facts = await probeServer(at(port), limits);
    expect(row(facts)).toBe('--11');
    expect(facts.withoutForwardSecrecy).toEqual({ outcome: 'refused', by: 'alert', alert: 'handshake_failure' });
  });

  itNeeds('openssl')('with TLS 1.3 alone: there are no ciphers without forward secrecy, no old sessions', async () => {
    const { port } = await opensslServer({ certificate: ec }, '-tls1_3', '-num_tickets', '0');
    const facts = await probeServer(at(port), limits);
    expect(row(facts)).toBe('---1');
    expect(facts).toMatchObject({ withoutForwardSecrecy: null, resumption: { legacy: null, tls13: 'no' } });
  });

  itNeeds('openssl')('with TLS 1.0 alone, RSA key exchange and no sessions', async () => {
    const args = ['-tls1', '-cipher', 'AES128-SHA:@SECLEVEL=0', '-no_ticket', '-no_cache'];
    const { port } = await opensslServer({ certificate: rsa }, ...args);
    const facts = await probeServer(at(port), limits);
    expect(row(facts)).toBe('1---');
    expect(facts).toMatchObject({
      best: 'TLSv1',
      versions: { TLSv1: { cipher: 'TLS_RSA_WITH_AES_128_CBC_SHA', forwardSecret: false } },
      resumption: { legacy: 'no', tls13: null },
    });
  });

  for (const version of ['-tls1_2', '-tls1_3']) {
    const wants: readonly [args: readonly string[], wanted: string][] = [
      [['-verify', '1'], 'requested'],
      [['-Verify', '1'], 'required'],
    ];
    for (const [args, wanted] of wants) {
      itNeeds('openssl')(`${version} ${args.join(' ')}: a client’s certificate is ${wanted}`, async () => {
        const { port } = await opensslServer({ certificate: ec }, version, ...args);
        expect(await probeServer(at(port), limits)).toMatchObject({ clientCertificate: wanted });
      });
    }

    itNeeds('openssl')(`${version}: a staple and its timestamps`, async () => {
      const thisUpdate = Date.UTC(2026, 8, 1);
      const response = ocspResponse({ status: 'revoked', thisUpdate, sctList: sctListOf(log(3)) });
      const options = { certificate: ec, files: { staple: response } };
      const { port } = await opensslServer(options, version, '-status', '-status_file', '@staple');
      expect(await probeServer(at(port), limits)).toMatchObject({
        staple: { responseStatus: 'successful', certificateStatus: 'revoked', thisUpdate, nextUpdate: null },
        scts: { tls: [], certificate: [], staple: [log(3)] },
      });
    });

    itNeeds('openssl')(`${version}: timestamps in the certificate and in an extension of TLS`, async () => {
      const more = [sctExtension('1.3.6.1.4.1.11129.2.4.2', sctListOf(log(2)))];
      const certificate = ca.issue({ names: ['api.shop.test'], extensions: more });
      const files = { serverinfo: serverinfo(sctListOf(log(1))) };
      const { port } = await opensslServer({ certificate, files }, version, '-serverinfo', '@serverinfo');
      expect(await probeServer(at(port), limits)).toMatchObject({
        scts: { tls: [log(1)], certificate: [log(2)], staple: [] },
      });
    });

    itNeeds('openssl')(`${version}: another certificate without a name`, async () => {
      const files = { 'second.pem': ec.cert, 'second.key': ec.key };
      const second = ['-servername', 'api.shop.test', '-cert2', '@second.pem', '-key2', '@second.key'];
      const { port } = await opensslServer({ certificate: other, files }, version, ...second);
      expect(await probeServer(at(port), limits)).toMatchObject({ withoutName: 'other-certificate' });
      expect(await probeServer(at(port, null), limits)).toMatchObject({ withoutName: 'no-name' });
    });
  }

  itNeeds('openssl')('whose name is not the one asked for, which it warns of', async () => {
    const files = { 'second.pem': ec.cert, 'second.key': ec.key };
    const second = ['-servername', 'third.test', '-cert2', '@second.pem', '-key2', '@second.key'];
    const { port } = await opensslServer({ certificate: other, files }, '-tls1_2', ...second);
    expect(await probeServer(at(port), limits)).toMatchObject({ best: 'TLSv1.2', withoutName: 'same' });
  });
});

describe('a Node server', () => {
  it('that asks for a name', async () => {
    const context = createSecureContext({ cert: ec.chain, key: ec.key });
    const origin = await tlsOrigin((socket) => socket.resume(), {
      SNICallback: (name, done) => (name === 'api.shop.test' ? done(null, context) : done(new Error('no'))),
    });
    const facts = await probeServer(at(origin.port), limits);
    expect(row(facts)).toBe('--11');
    expect(facts).toMatchObject({ withoutName: 'refused', resumption: { legacy: 'yes', tls13: 'yes' } });
  });

  it('is asked ten times at most, a few at once, and nothing stays open', async () => {
    const origin = await tlsOrigin((socket) => socket.resume(), { cert: ec.chain, key: ec.key });
    let most = 0;
    origin.server.on('connection', () => {
      most = Math.max(most, origin.open());
    });
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    await probeServer(at(origin.port), { ...limits, atOnce: 2 });
    expect(origin.accepted()).toBe(10);
    expect(most).toBeLessThanOrEqual(3);
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBeLessThanOrEqual(before);
    await until('no connection is left', () => origin.open() === 0);
  });
});

describe('a server that is none', () => {
  const quick = { ...PROBE_LIMITS, timeoutMs: 700 };
  const hello = record(22, serverHello());

  it.each<[string, string, (socket: Socket) => void]>([
    ['says nothing', 'silent', () => {}],
    ['closes', 'refused', (socket) => socket.end()],
    ['resets', 'refused', (socket) => socket.resetAndDestroy()],
    ['speaks HTTP', 'garbage', (socket) => socket.write('HTTP/1.0 400 Bad Request\r\n\r\n')],
    [
      'speaks TLS for a while',
      'offered',
      (socket) => socket.write(hello.subarray(0, 40), () => setImmediate(() => socket.write(hello.subarray(40)))),
    ],
    ['sends noise', 'garbage', (socket) => socket.write(Buffer.alloc(100_000, 0xa5))],
    ['sends one record of TLS for ever', 'garbage', (socket) => flood(socket)],
  ])('%s', async (_, outcome, act) => {
    const origin = await tcpOrigin((socket) => socket.once('data', () => act(socket)));
    const began = performance.now();
    const facts = await probeServer(at(origin.port), quick);
    expect(facts.versions['TLSv1.2'].outcome).toBe(outcome);
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(facts.best).toBe(outcome === 'offered' ? 'TLSv1.2' : null);
    expect(facts).toMatchObject({ withoutName: 'unknown', clientCertificate: 'unknown' });
    await until('no connection is left', () => origin.open() === 0);
  });

  const flood = (socket: Socket): void => {
    const more = () => {
      while (socket.writable && socket.write(Buffer.concat(Array(1_000).fill(record(22, Buffer.alloc(1)))))) {}
    };
    socket.on('drain', more);
    more();
  };

  it('that is not there is dialled once', async () => {
    const facts = await probeServer(at(await freePort()), limits);
    const answer = { outcome: 'unreachable', code: 'ECONNREFUSED' };
    expect(facts.versions).toEqual({ TLSv1: answer, 'TLSv1.1': answer, 'TLSv1.2': answer, 'TLSv1.3': answer });
    expect(facts).toMatchObject({ best: null, withoutForwardSecrecy: null, resumption: { legacy: null, tls13: null } });
  });
});
