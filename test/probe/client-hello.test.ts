import { describe, expect, it } from 'vitest';
import { ByteReader } from '../../src/probe/byte-reader.ts';
import { OFFERED_SUITES } from '../../src/probe/cipher-suites.ts';
import { helloRecord, writeClientHello } from '../../src/probe/client-hello.ts';
import { EXTENSION, type Extensions, readExtensions } from '../../src/probe/extensions.ts';
import { VERSION_NUMBERS, VERSIONS } from '../../src/probe/versions.ts';

const tls13 = {
  sessionId: Buffer.alloc(32, 5),
  groups: [29, 24],
  shares: [{ group: 29, publicKey: Buffer.alloc(32, 6) }],
  cookie: null,
};

const hello = (
  version: (typeof VERSIONS)[number],
  servername: string | null = 'api.shop.test',
  suites = OFFERED_SUITES[version],
) =>
  writeClientHello({
    version,
    random: Buffer.alloc(32, 4),
    servername,
    suites,
    ...(version === 'TLSv1.3' ? { tls13 } : {}),
  });

interface Read {
  readonly legacyVersion: number;
  readonly sessionId: Buffer;
  readonly suites: readonly number[];
  readonly extensions: Extensions;
}

const read = (message: Buffer): Read => {
  const outer = new ByteReader(message);
  expect(outer.number(1)).toBe(1);
  const reader = new ByteReader(outer.sized(3));
  outer.end();
  const legacyVersion = reader.number(2);
  expect(reader.take(32)).toEqual(Buffer.alloc(32, 4));
  const sessionId = reader.sized(1);
  const list = new ByteReader(reader.sized(2));
  const suites: number[] = [];
  while (list.left > 0) suites.push(list.number(2));
  expect(reader.sized(1).toString('hex')).toBe('00');
  const extensions = readExtensions(reader.sized(2));
  reader.end();
  return { legacyVersion, sessionId, suites, extensions };
};

describe.each(VERSIONS)('%s', (version) => {
  const { legacyVersion, suites, extensions } = read(hello(version));

  it('offers its suites, its name, OCSP and timestamps', () => {
    expect(suites).toEqual(OFFERED_SUITES[version]);
    expect(extensions.get(EXTENSION.serverName)?.toString('latin1')).toContain('api.shop.test');
    expect(extensions.get(EXTENSION.statusRequest)?.toString('hex')).toBe('0100000000');
    expect(extensions.get(EXTENSION.sct)).toHaveLength(0);
  });

  it('names its version, and no other one', () => {
    expect(legacyVersion).toBe(Math.min(0x0303, VERSION_NUMBERS[version]));
    expect(extensions.get(EXTENSION.supportedVersions)?.toString('hex')).toBe(
      version === 'TLSv1.3' ? '020304' : undefined,
    );
  });

  it('lists signature algorithms from 1.2 on', () => {
    expect(extensions.has(EXTENSION.signatureAlgorithms)).toBe(legacyVersion === 0x0303);
  });

  it('has no length that old servers do not answer', () => {
    for (let count = 1; count <= OFFERED_SUITES[version].length; count++) {
      for (const name of [null, 'a.test', `${'long.'.repeat(30)}test`]) {
        expect(hello(version, name, OFFERED_SUITES[version].slice(0, count)).length).toBeGreaterThanOrEqual(512);
      }
    }
  });
});

it('without a name there is no extension for it', () => {
  expect(read(hello('TLSv1.2', null)).extensions.has(EXTENSION.serverName)).toBe(false);
});

it('TLS 1.3 shows its shares, groups and session id, and the cookie of a retry', () => {
  const { sessionId, extensions } = read(hello('TLSv1.3'));
  expect(sessionId).toEqual(tls13.sessionId);
  expect(extensions.get(EXTENSION.supportedGroups)?.toString('hex')).toBe('0004001d0018');
  expect(extensions.get(EXTENSION.keyShare)?.toString('hex')).toBe(`0024001d0020${'06'.repeat(32)}`);
  expect(extensions.has(EXTENSION.cookie)).toBe(false);
  const options = { version: 'TLSv1.3', random: Buffer.alloc(32, 4), servername: null, suites: [0x1301] } as const;
  const again = read(writeClientHello({ ...options, tls13: { ...tls13, cookie: Buffer.from('000101', 'hex') } }));
  expect(again.extensions.get(EXTENSION.cookie)?.toString('hex')).toBe('000101');
});

it('one record around it, as of TLS 1.0', () => {
  expect(helloRecord(Buffer.from('abc')).toString('hex')).toBe('1603010003616263');
});
