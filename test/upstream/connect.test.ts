import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket, type TlsOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { Violation } from '../../src/model/verdict.ts';
import { failure } from '../../src/upstream/attempt.ts';
import { type Connected, connect, type Dialling, type Forbidden, type Order } from '../../src/upstream/connect.ts';
import type { Target } from '../../src/upstream/resolve.ts';
import { tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { type IssueOptions, makeCa, selfSigned, type TestCertificate } from '../support/pki.ts';
import { policyOf } from '../support/policy.ts';
import { trustedCa } from '../support/world.ts';
import { diallingTo, orderTo, uncalled } from './dialling.ts';
import { until } from './turns.ts';

const NAME = 'api.shop.test';
const MINUTE = 60_000;
const from = (ms: number): Date => new Date(Date.now() + ms);

const middle = makeCa({ name: 'Test Intermediate', parent: trustedCa() });
const stranger = makeCa({ name: 'Root of Nobody' });
const strangeMiddle = makeCa({ name: 'Second of Nobody', parent: stranger });
/** A key of its own for each, so that no pin fits by chance. */
const good = middle.issue({ names: [NAME] });

const served = ({ key }: TestCertificate, cert: string): TlsOptions => ({
  key,
  cert,
  ciphers: 'DEFAULT@SECLEVEL=0',
  ALPNProtocols: ['h2', 'http/1.1'],
});
const whole = (certificate: TestCertificate): TlsOptions => served(certificate, certificate.chain);
const issued = (options: IssueOptions): TlsOptions => whole(middle.issue({ names: [NAME], ...options }));
const direct = stranger.issue({ names: [NAME] });
const strange = strangeMiddle.issue({ names: [NAME] });
const alone = middle.issue({ names: [NAME] });

/** A server, and every byte that came to it behind its handshake. */
const server = async (options: TlsOptions) => {
  const heard: Buffer[] = [];
  const seen: { readonly sni: unknown; readonly resumed: boolean }[] = [];
  const origin = await tlsOrigin((socket) => {
    seen.push({ sni: Reflect.get(socket, 'servername'), resumed: socket.isSessionReused() });
    socket.write('welcome');
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
  }, options);
  return { ...origin, seen, heard: () => Buffer.concat(heard).toString() };
};

const causes = ({ dial, peer }: Connected | Forbidden): readonly Violation[] =>
  [dial, peer].flatMap((verdict) => verdict?.violations ?? []).filter(({ effect }) => effect === 'error');

const open = async (order: Order, dialling: Dialling): Promise<Duplex> => {
  const made = await connect(order, dialling, uncalled);
  if (made.outcome !== 'connected') throw new Error(`forbidden: ${causes(made).map(({ message }) => message)}`);
  return made.socket;
};

/** Reads what the server says first, and leaves. */
const greet = async (socket: Duplex): Promise<void> => {
  expect(String((await once(socket, 'data'))[0])).toBe('welcome');
  socket.destroy();
};

const FAULTS: readonly (readonly [what: string, rules: readonly string[], server: () => TlsOptions])[] = [
  ['expired', ['cert-dates'], () => issued({ notAfter: from(-MINUTE) })],
  ['not yet valid', ['cert-dates'], () => issued({ notBefore: from(MINUTE) })],
  ['for another name', ['cert-name'], () => issued({ names: ['www.shop.test'] })],
  ['for a parent of the name', ['cert-name'], () => issued({ names: ['shop.test'] })],
  ['with the name in its CN only', ['cert-name'], () => issued({ san: false })],
  ['self-signed', ['cert-self-signed'], () => whole(selfSigned({ names: [NAME] }))],
  ['of an unknown root that is sent', ['cert-trusted'], () => served(strange, strange.chain + stranger.cert)],
  ['of an unknown root that is not sent', ['cert-trusted'], () => whole(strange)],
  ['signed by an unknown root, nothing else sent', ['cert-trusted'], () => served(direct, direct.cert)],
  ['without its intermediate', ['cert-chain'], () => served(alone, alone.cert)],
  ['with a signature that does not fit', ['cert-trusted'], () => issued({ corrupt: true })],
  ['with a key of RSA-1024', ['cert-ats'], () => issued({ key: 'rsa1024' })],
  ['signed with SHA-1', ['cert-ats'], () => issued({ hash: 'sha1' })],
  [
    'expired and of an unknown root',
    ['cert-dates', 'cert-trusted'],
    () => whole(strangeMiddle.issue({ names: [NAME], notAfter: from(-MINUTE) })),
  ],
  [
    'expired and without its intermediate',
    ['cert-chain', 'cert-dates'],
    () => {
      const { key, cert } = middle.issue({ names: [NAME], notAfter: from(-MINUTE) });
      return { key, cert };
    },
  ],
  ['of TLS 1.1 only', ['tls-version'], () => ({ ...whole(good), minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' })],
];

describe('a server in order', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('%s: the socket is handed over, and is the server’s', async (version) => {
    const { port, heard } = await server({ ...whole(good), minVersion: version, maxVersion: version });
    const made = await connect(orderTo(), diallingTo(port), uncalled);
    if (made.outcome !== 'connected' || !(made.socket instanceof TLSSocket)) throw new Error('no connection');
    expect([made.dial?.violations, made.peer?.violations]).toEqual([[], []]);
    expect(made.peer?.passed).toContain('cert-trusted');
    expect([made.socket.getProtocol(), made.socket.alpnProtocol]).toEqual([version, 'http/1.1']);
    made.socket.end('hello');
    await until(() => heard() === 'hello');
  });

  it('is asked by name, but not by address', async () => {
    const { port, seen } = await server(whole(middle.issue({ names: [NAME], ips: ['192.168.1.9'] })));
    await greet(await open(orderTo(NAME), diallingTo(port)));
    await greet(await open(orderTo('192.168.1.9'), diallingTo(port)));
    expect(seen.map(({ sni }) => sni)).toEqual([NAME, false]);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'is never taken up where the last session of %s ended, for that shows no chain',
    async (version) => {
      const { port, seen } = await server({ ...whole(good), minVersion: version, maxVersion: version });
      await greet(await open(orderTo(), diallingTo(port)));
      await greet(await open(orderTo(), diallingTo(port)));
      expect(seen.map(({ resumed }) => resumed)).toEqual([false, false]);
    },
  );

  it('needs no TLS where none is wanted', async () => {
    const { port, open: count } = await tcpOrigin((socket) => socket.end('plain'));
    const made = await connect(orderTo('192.168.1.9:80', { secure: false }), diallingTo(port), uncalled);
    if (made.outcome !== 'connected') throw new Error('no connection');
    expect(made.peer).toBeNull();
    expect(String((await once(made.socket, 'data'))[0])).toBe('plain');
    made.socket.destroy();
    await until(() => count() === 0);
  });
});

describe('a server whose certificate is', () => {
  it.each(FAULTS)('%s is forbidden by %j, before it has seen a byte', async (_, rules, options) => {
    const { port, open: count, heard } = await server(options());
    const made = await connect(orderTo(), diallingTo(port), uncalled);
    expect(made.outcome).toBe('forbidden');
    expect(
      causes(made)
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(rules);
    await until(() => count() === 0);
    expect(heard()).toBe('');
  });

  it.each(FAULTS)(
    '%s passes with verification skipped, and %j say what would have failed',
    async (_, rules, options) => {
      const { port } = await server(options());
      const made = await connect(
        orderTo(NAME, { policy: policyOf({ skipVerification: true }) }),
        diallingTo(port),
        uncalled,
      );
      if (made.outcome !== 'connected') throw new Error('forbidden all the same');
      const told = made.peer?.violations.map(({ rule, effect, skipped }) => `${rule} ${effect} ${skipped}`).sort();
      expect(told).toEqual(rules.map((rule) => `${rule} warn true`));
      made.socket.destroy();
    },
  );
});

it('a server that speaks no version of TLS gets no connection where that only warns, and is told of', async () => {
  // An alert: fatal, protocol_version (RFC 8446, 6.2).
  const { port } = await tcpOrigin(
    (socket) => void socket.once('data', () => socket.end('\x15\x03\x01\x00\x02\x02\x46')),
  );
  const told: [string, readonly string[]][] = [];
  const unreached: Order['unreached'] = (stage, { violations }) =>
    void told.push([stage, violations.map(({ rule, effect }) => `${rule} ${effect}`)]);
  const policy = policyOf({ effects: new Map([['tls-version', 'warn']]) });
  await expect(connect(orderTo(NAME, { unreached, policy }), diallingTo(port), uncalled)).rejects.toMatchObject({
    code: 'EPROTO',
  });
  expect(told).toEqual([
    ['peer', ['tls-version warn']],
    ['dial', []],
  ]);
});

it('a server that shows no certificate at all gets no connection', async () => {
  const anonymous = { ...whole(good), ciphers: 'aNULL@SECLEVEL=0', maxVersion: 'TLSv1.2' } as const;
  const { port, open: count } = await server(anonymous);
  await expect(connect(orderTo(), diallingTo(port), uncalled)).rejects.toMatchObject({
    code: expect.stringMatching(/^ERR_SSL_/),
  });
  await until(() => count() === 0);
});

describe('a pin', () => {
  const pinned = (...pins: readonly string[]) => policyOf({ pins: new Map([[NAME, new Set(pins)]]) });

  it.each([
    ['of the certificate itself', 'passes', good.pin, []],
    ['of another key', 'forbids', direct.pin, ['pin-spki']],
    ['of the intermediate', 'forbids', middle.pin, ['pin-spki']],
  ])('%s %s, and the server has seen no byte', async (_, __, pin, rules) => {
    const { port, open: count, heard } = await server(whole(good));
    const made = await connect(orderTo(NAME, { policy: pinned(pin) }), diallingTo(port), uncalled);
    expect(causes(made).map(({ rule }) => rule)).toEqual(rules);
    if (made.outcome === 'connected') made.socket.destroy();
    await until(() => count() === 0);
    expect(heard()).toBe('');
  });

  it('is not skipped with the platform’s own checks', async () => {
    const { port } = await server(whole(good));
    const policy = { ...pinned(direct.pin), skipVerification: true };
    const made = await connect(orderTo(NAME, { policy }), diallingTo(port), uncalled);
    expect(causes(made).map(({ rule }) => rule)).toEqual(['pin-spki']);
  });

  it('does not excuse a chain', async () => {
    const { port } = await server(whole(strange));
    const made = await connect(orderTo(NAME, { policy: pinned(strange.pin) }), diallingTo(port), uncalled);
    expect(causes(made).map(({ rule }) => rule)).toEqual(['cert-trusted']);
  });
});

describe('a server that does not finish the handshake', () => {
  const silent = (socket: Socket) => void socket.resume();
  const drip = (socket: Socket) => {
    socket.resume();
    // A handshake's record is announced, and comes a byte at a time.
    socket.write(Buffer.from([0x16, 0x03, 0x03, 0x40, 0x00]));
    const timer = setInterval(() => socket.write(Buffer.from([0x02])), 20);
    socket.once('close', () => clearInterval(timer));
  };
  const behaviours: readonly (readonly [string, string | RegExp, (socket: Socket) => void])[] = [
    ['resets', 'ECONNRESET', (socket: Socket) => void socket.once('data', () => socket.resetAndDestroy())],
    ['hangs up', 'ECONNRESET', (socket: Socket) => void socket.once('data', () => socket.end())],
    [
      'answers in plain HTTP',
      /^(EPROTO|ERR_SSL_)/,
      (socket: Socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    ],
    ['says nothing', 'ETIMEDOUT', silent],
    ['drips', 'ETIMEDOUT', drip],
  ];

  it.each(behaviours)('%s: rejected, with %s', async (_, code, behaviour) => {
    const { port, open: count } = await tcpOrigin(behaviour);
    const attempt = connect(orderTo(), diallingTo(port, { handshakeMs: 150 }), uncalled);
    await expect(attempt).rejects.toMatchObject({ code: expect.stringMatching(code) });
    await until(() => count() === 0);
  });

  it('has until handshakeMs, the look-up included', async () => {
    const never = new Promise<never>(() => {});
    const attempt = connect(orderTo(), diallingTo(0, { resolve: () => never, handshakeMs: 50 }), uncalled);
    await expect(attempt).rejects.toMatchObject({ code: 'ETIMEDOUT', message: 'no connection within 50 ms' });
  });

  it('is left when the flow has ended', async () => {
    const { port, open: count } = await tcpOrigin(silent);
    let stop: (reason: Error) => void = () => {};
    const attempt = connect(orderTo(), diallingTo(port), { onCancel: (call) => (stop = call) });
    await until(() => count() === 1);
    stop(failure('ABORT', 'the flow has ended'));
    await expect(attempt).rejects.toMatchObject({ code: 'ABORT' });
    await until(() => count() === 0);
  });
});

describe('addresses', () => {
  /** A port that nobody listens on. */
  const shut = async (): Promise<number> => {
    const { port, server: closing } = await tcpOrigin(() => {});
    closing.close();
    return port;
  };
  const to = (address: string, port: number, mapped = true): Target => ({ address, port, mapped });

  it('are tried in order: the second works where the first refuses', async () => {
    const [refusing, { port }] = [await shut(), await server(whole(good))];
    const resolve = async () => [to('127.0.0.1', refusing), to('127.0.0.1', port)] as const;
    (await open(orderTo(), diallingTo(0, { resolve }))).destroy();
  });

  it('that all refuse give the last one’s code, and so does a name that is not found', async () => {
    const refusing = await shut();
    const attempt = connect(orderTo(), diallingTo(refusing), uncalled);
    await expect(attempt).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const resolve = () => Promise.reject(failure('ENOTFOUND', 'getaddrinfo ENOTFOUND'));
    await expect(connect(orderTo(), diallingTo(0, { resolve }), uncalled)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('that nobody answers at are told of all the same', async () => {
    const told: [string, readonly string[]][] = [];
    const unreached: Order['unreached'] = (stage, { passed }) => void told.push([stage, passed]);
    const attempt = connect(orderTo(NAME, { unreached }), diallingTo(await shut()), uncalled);
    await expect(attempt).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(told).toEqual([['dial', ['upstream-address']]]);
  });

  it.each([
    ['loopback, not mapped', [to('127.0.0.1', 1, false)], false],
    ['a cloud’s metadata, not mapped', [to('169.254.169.254', 80, false)], false],
    ['the gate itself, though mapped', [to('127.0.0.1', 1)], true],
  ])('%s: never dialled', async (_, [first], own) => {
    const { port, accepted } = await tcpOrigin(() => {});
    const resolve = async () => [{ ...(first ?? to('', 0)), port }] as const;
    const made = await connect(orderTo(), diallingTo(port, { resolve, isOwn: () => own }), uncalled);
    expect(made.outcome).toBe('forbidden');
    expect(causes(made).map(({ rule }) => rule)).toEqual(['upstream-address']);
    expect(accepted()).toBe(0);
  });

  it('that are forbidden are passed over for one that is not', async () => {
    const trap = await tcpOrigin(() => {});
    const { port } = await server(whole(good));
    const resolve = async () => [to('127.0.0.1', trap.port, false), to('127.0.0.1', port)] as const;
    (await open(orderTo(), diallingTo(0, { resolve }))).destroy();
    expect(trap.accepted()).toBe(0);
  });

  it('are looked up once for a connection', async () => {
    const { port } = await server(whole(good));
    const asked: string[] = [];
    const resolve: Dialling['resolve'] = async ({ hostname }) => {
      asked.push(hostname);
      return [to('127.0.0.1', port)];
    };
    (await open(orderTo(), diallingTo(0, { resolve }))).destroy();
    expect(asked).toEqual([NAME]);
  });
});
