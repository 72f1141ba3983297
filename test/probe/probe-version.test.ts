import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { VersionAnswer } from '../../src/model/server-facts.ts';
import { staticSuites } from '../../src/probe/cipher-suites.ts';
import { PROBE_LIMITS } from '../../src/probe/limits.ts';
import { probeVersion } from '../../src/probe/probe-version.ts';
import { RECORD, RecordReader } from '../../src/probe/record-reader.ts';
import { VERSIONS } from '../../src/probe/versions.ts';
import { freePort } from '../support/free-port.ts';
import { itNeeds } from '../support/needs.ts';
import { opensslServer } from '../support/openssl-server.ts';
import { tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { makeCa } from '../support/pki.ts';
import { until } from '../support/until.ts';
import { record, serverHello } from './server-bytes.ts';

const root = makeCa({ name: 'Probe Root' });
const intermediate = makeCa({ name: 'Probe Intermediate', parent: root });
const rsa = intermediate.issue({ names: ['api.shop.test'], key: 'rsa2048' });
const ec = intermediate.issue({ names: ['api.shop.test'] });
const at = (port: number) => ({ address: '127.0.0.1', port, servername: 'api.shop.test' });
const quick = { ...PROBE_LIMITS, timeoutMs: 700 };

const ask = async (port: number): Promise<readonly VersionAnswer[]> => {
  const answers: VersionAnswer[] = [];
  for (const version of VERSIONS) answers.push(await probeVersion(at(port), version, PROBE_LIMITS));
  return answers;
};

const WEAK = ['-cipher', 'ALL:@SECLEVEL=0'];

describe('which versions openssl offers', () => {
  const table: readonly [name: string, args: readonly string[], offered: string][] = [
    ['all', WEAK, '1111'],
    ['1.0', ['-tls1', ...WEAK], '1000'],
    ['1.1', ['-tls1_1', ...WEAK], '0100'],
    ['1.2', ['-tls1_2'], '0010'],
    ['1.3', ['-tls1_3'], '0001'],
    ['1.2 and up', ['-no_tls1', '-no_tls1_1'], '0011'],
    ['1.0 and 1.1', ['-no_tls1_2', '-no_tls1_3', ...WEAK], '1100'],
    ['1.1 and 1.2', ['-no_tls1', '-no_tls1_3', ...WEAK], '0110'],
    ['1.0 and 1.3, with a hole between', ['-no_tls1_1', '-no_tls1_2', ...WEAK], '1001'],
  ];
  for (const [name, args, offered] of table) {
    itNeeds('openssl')(name, async () => {
      const { port } = await opensslServer({ certificate: rsa }, ...args);
      const answers = await ask(port);
      expect(answers.map(({ outcome }) => (outcome === 'offered' ? 1 : 0)).join('')).toBe(offered);
      expect(answers.map(({ outcome }) => outcome).filter((outcome) => !/offered|refused/.test(outcome))).toEqual([]);
    });
  }
});

describe('what it sees of an openssl server', () => {
  const sha256 = (der: Uint8Array) => createHash('sha256').update(der).digest('hex');

  for (const version of VERSIONS) {
    itNeeds('openssl')(`the chain as it was sent, in ${version}`, async () => {
      const { port } = await opensslServer({ certificate: rsa }, ...WEAK);
      const answer = await probeVersion(at(port), version, PROBE_LIMITS);
      const sent = [rsa.x509, intermediate.x509].map(({ raw }) => sha256(raw));
      expect(answer.outcome === 'offered' && answer.chain?.map(sha256)).toEqual(sent);
      expect(answer).toMatchObject({ forwardSecret: true, broke: null, asksCertificate: false });
    });
  }

  const group = (name: string) => ({ keyExchange: { kind: 'ecdhe', group: name } });
  const exchanges: readonly [version: (typeof VERSIONS)[number], args: readonly string[], seen: object][] = [
    ['TLSv1.2', ['-named_curve', 'P-384'], group('P-384')],
    ['TLSv1.2', ['-cipher', 'DHE-RSA-AES128-GCM-SHA256'], { keyExchange: { kind: 'dhe', bits: 2048 } }],
    ['TLSv1.2', ['-cipher', 'AES128-SHA'], { keyExchange: { kind: 'rsa' }, forwardSecret: false }],
    ['TLSv1.2', ['-cipher', 'ECDHE-RSA-CHACHA20-POLY1305'], { cipher: 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256' }],
    ['TLSv1.1', ['-cipher', 'AES256-SHA:@SECLEVEL=0'], { cipher: 'TLS_RSA_WITH_AES_256_CBC_SHA' }],
    ['TLSv1.3', ['-groups', 'X25519'], group('X25519')],
    ['TLSv1.3', ['-groups', 'P-256'], group('P-256')],
    // With a HelloRetryRequest:
    ['TLSv1.3', ['-groups', 'P-384'], group('P-384')],
    ['TLSv1.3', ['-groups', 'P-521'], group('P-521')],
    ['TLSv1.3', ['-groups', 'X448'], group('X448')],
    ['TLSv1.3', ['-ciphersuites', 'TLS_AES_256_GCM_SHA384'], { cipher: 'TLS_AES_256_GCM_SHA384' }],
    ['TLSv1.3', ['-ciphersuites', 'TLS_AES_256_GCM_SHA384', '-groups', 'P-384'], group('P-384')],
    ['TLSv1.3', ['-ciphersuites', 'TLS_CHACHA20_POLY1305_SHA256'], { cipher: 'TLS_CHACHA20_POLY1305_SHA256' }],
    ['TLSv1.2', ['-verify', '1'], { asksCertificate: true }],
    ['TLSv1.3', ['-verify', '1'], { asksCertificate: true }],
  ];
  for (const [version, args, seen] of exchanges) {
    itNeeds('openssl')(`${version} ${args.join(' ')}`, async () => {
      const { port } = await opensslServer({ certificate: rsa }, ...args);
      const answer = await probeVersion(at(port), version, PROBE_LIMITS);
      expect(answer).toMatchObject({ outcome: 'offered', broke: null, ...seen });
      expect(answer.outcome === 'offered' && answer.chain?.length).toBe(2);
    });
  }

  itNeeds('openssl')('an elliptic certificate', async () => {
    const { port } = await opensslServer({ certificate: ec });
    const answer = await probeVersion(at(port), 'TLSv1.2', PROBE_LIMITS);
    expect(answer).toMatchObject({ cipher: 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384' });
  });

  itNeeds('openssl')('a server that has forward secrecy alone refuses a hello without', async () => {
    const { port } = await opensslServer({ certificate: rsa }, '-cipher', 'ECDHE');
    const suites = staticSuites('TLSv1.2');
    const answer = await probeVersion(at(port), 'TLSv1.2', PROBE_LIMITS, suites);
    expect(answer).toEqual({ outcome: 'refused', by: 'alert', alert: 'handshake_failure' });
  });

  itNeeds('openssl')('records of 512 bytes, the smallest that it makes', async () => {
    const { port } = await opensslServer({ certificate: rsa }, '-max_send_frag', '512', ...WEAK);
    for (const answer of await ask(port)) expect(answer).toMatchObject({ outcome: 'offered', broke: null });
  });
});

/** In front of a server: cuts what it sends, whatever of it comes together. */
const relay = async (port: number, cut: (piece: Buffer) => readonly Buffer[]): Promise<number> => {
  const origin = await tcpOrigin((socket) => {
    socket.setNoDelay(true);
    const upstream = connect(port, '127.0.0.1').on('error', () => socket.destroy());
    socket.pipe(upstream);
    socket.once('close', () => upstream.destroy());
    upstream.on('data', (piece) => {
      for (const part of cut(piece)) socket.write(part);
    });
    upstream.once('end', () => socket.end());
  });
  return origin.port;
};

const oneByOne = (bytes: Buffer): readonly Buffer[] => [...bytes].map((byte) => Buffer.of(byte));

/** Its own records are put together first; what is sealed must stay whole. */
const inSmallRecords = () => {
  const reader = new RecordReader();
  return (piece: Buffer): readonly Buffer[] =>
    [...reader.push(piece)].flatMap(({ type, payload }) =>
      type === RECORD.handshake ? oneByOne(payload).map((byte) => record(type, byte)) : [record(type, payload)],
    );
};

for (const version of VERSIONS) {
  itNeeds('openssl')(`${version}: openssl’s bytes come one at a time, and so do its records`, async () => {
    const { port } = await opensslServer({ certificate: rsa }, ...WEAK);
    const wanted = await probeVersion(at(port), version, PROBE_LIMITS);
    expect(wanted).toMatchObject({ outcome: 'offered', broke: null });
    for (const cut of [oneByOne, inSmallRecords()]) {
      expect(await probeVersion(at(await relay(port, cut)), version, PROBE_LIMITS)).toEqual(wanted);
    }
  });
}

it('a Node server, with Node’s own settings', async () => {
  const origin = await tlsOrigin(() => {}, { cert: ec.chain, key: ec.key });
  const answers = await ask(origin.port);
  expect(answers.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'offered', 'offered']);
  await until('no connection is left', () => origin.open() === 0);
});

it('a server whose protocols of ALPN are others is still one that offers its version', async () => {
  const options = { cert: ec.chain, key: ec.key, ALPNProtocols: ['h2'] };
  const origin = await tlsOrigin(() => {}, options);
  expect(await probeVersion(at(origin.port), 'TLSv1.3', PROBE_LIMITS)).toMatchObject({
    outcome: 'offered',
    broke: null,
  });
});

describe('a server that is none', () => {
  const hello = record(RECORD.handshake, serverHello());

  it.each<[string, object, (socket: Socket) => void]>([
    ['says nothing', { outcome: 'silent' }, () => {}],
    ['closes', { outcome: 'refused', by: 'closed' }, (socket) => socket.end()],
    ['resets', { outcome: 'refused', by: 'reset' }, (socket) => socket.resetAndDestroy()],
    [
      'speaks HTTP',
      { outcome: 'garbage', why: 'the first byte is of no TLS record' },
      (socket) => socket.write('HTTP/1.0 400 Bad\r\n'),
    ],
    ['sends half a record and stalls', { outcome: 'silent' }, (socket) => socket.write(hello.subarray(0, 20))],
    [
      'sends half a record and closes',
      { outcome: 'refused', by: 'closed' },
      (socket) => socket.end(hello.subarray(0, 20)),
    ],
    [
      'alerts',
      { outcome: 'refused', by: 'alert', alert: 'internal_error' },
      (socket) => socket.write(record(21, Buffer.of(2, 80))),
    ],
    [
      'alerts and resets',
      { outcome: 'refused', by: 'alert', alert: 'internal_error' },
      (socket) => {
        socket.write(record(21, Buffer.of(2, 80)), () => socket.resetAndDestroy());
      },
    ],
    [
      'stalls after its hello',
      { outcome: 'offered', chain: null, broke: { outcome: 'silent' } },
      (socket) => socket.write(hello),
    ],
    [
      'resets after its hello',
      { outcome: 'offered', broke: { outcome: 'refused', by: expect.stringMatching(/closed|reset/) } },
      (socket) => {
        socket.write(hello, () => socket.resetAndDestroy());
      },
    ],
    [
      'sends garbage after its hello',
      { outcome: 'offered', broke: { outcome: 'garbage' } },
      (socket) => socket.write(Buffer.concat([hello, Buffer.alloc(9)])),
    ],
    [
      'announces 16 MB',
      { outcome: 'garbage', why: 'a message of the handshake is longer than allowed' },
      (socket) => socket.write(record(22, Buffer.of(2, 255, 255, 255))),
    ],
  ])('%s', async (_, answer, act) => {
    const origin = await tcpOrigin((socket) => socket.once('data', () => act(socket)));
    expect(await probeVersion(at(origin.port), 'TLSv1.2', quick)).toMatchObject(answer);
    await until('no connection is left', () => origin.open() === 0);
  });

  it('drips records of one byte, and is read', async () => {
    const alert = Buffer.concat([record(21, Buffer.of(2)), record(21, Buffer.of(70))]);
    const origin = await tcpOrigin((socket) => {
      socket.setNoDelay(true);
      for (const byte of serverHello({ cipher: 0x009c }).values()) socket.write(record(22, Buffer.of(byte)));
      for (const byte of alert) socket.write(Buffer.of(byte));
    });
    const broke = { outcome: 'refused', by: 'alert', alert: 'protocol_version' };
    expect(await probeVersion(at(origin.port), 'TLSv1.2', PROBE_LIMITS)).toMatchObject({ outcome: 'offered', broke });
  });

  it('drips for ever, and is left at the limit', async () => {
    const origin = await tcpOrigin((socket) => {
      const drip = setInterval(() => socket.write(record(RECORD.changeCipherSpec, Buffer.of(1))), 5);
      socket.once('close', () => clearInterval(drip));
    });
    const began = performance.now();
    expect(await probeVersion(at(origin.port), 'TLSv1.3', quick)).toEqual({ outcome: 'silent' });
    expect(performance.now() - began).toBeLessThan(5_000);
    await until('no connection is left', () => origin.open() === 0);
  });

  it('is not there', async () => {
    const answer = await probeVersion(at(await freePort()), 'TLSv1.2', PROBE_LIMITS);
    expect(answer).toEqual({ outcome: 'unreachable', code: 'ECONNREFUSED' });
  });
});
