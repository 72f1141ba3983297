import { createPrivateKey } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRoot, readRoot } from '../../src/ca/root.ts';
import { CertificateError } from '../../src/errors.ts';
import { folder } from '../support/folder.ts';
import { makeCa } from '../support/pki.ts';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** The bytes of both files. */
const onDisk = (dir: string) => ['ca.pem', 'ca.key'].map((name) => readFileSync(join(dir, name), 'utf8'));

describe('openRoot', () => {
  it('makes a CA at first use, and finds it at the second', async () => {
    const dir = join(await folder({}), 'certs');
    const first = await openRoot({ dir });
    const written = onDisk(dir);
    const second = await openRoot({ dir });
    expect(first.created).toBe(true);
    expect(second.created).toBe(false);
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(onDisk(dir)).toEqual(written);
  });

  it.skipIf(process.platform === 'win32')(
    'keeps folder and key for their owner, and the certificate for all',
    async () => {
      const dir = join(await folder({}), 'certs');
      await openRoot({ dir });
      expect(readdirSync(dir).sort()).toEqual(['ca.key', 'ca.pem']);
      expect([modeOf(dir), modeOf(join(dir, 'ca.key')), modeOf(join(dir, 'ca.pem'))]).toEqual(['700', '600', '644']);
    },
  );

  it('tells of the CA what others need', async () => {
    const dir = join(await folder({}), 'certs');
    const { certPem, x509, keyObject, file, fingerprint, notAfter } = await openRoot({
      dir: relative(process.cwd(), dir),
    });
    expect(file).toBe(join(dir, 'ca.pem'));
    expect(certPem).toBe(readFileSync(file, 'utf8'));
    expect(fingerprint).toBe(x509.fingerprint256);
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(notAfter.getTime()).toBe(Date.parse(x509.validTo));
    expect(x509.checkPrivateKey(keyObject)).toBe(true);
  });

  it('never shows the key, however it is printed', async () => {
    const root = await openRoot({ dir: await folder({}) });
    const { d } = root.keyObject.export({ format: 'jwk' });
    expect(JSON.stringify(root)).not.toContain(d);
    expect(Object.values(root).map(String).join()).not.toContain('PRIVATE');
  });

  it.each([
    ['ec', 'ec'],
    ['rsa', 'rsa'],
    [undefined, 'ec'],
  ] as const)('makes it with the key asked for: %s', async (key, type) => {
    const root = await openRoot({ dir: await folder({}), ...(key ? { key } : {}) });
    expect(root.keyObject.asymmetricKeyType).toBe(type);
  });

  it('keeps the CA that is there, whatever key is asked for', async () => {
    const dir = await folder({});
    const made = await openRoot({ dir, key: 'ec' });
    expect((await openRoot({ dir, key: 'rsa' })).fingerprint).toBe(made.fingerprint);
  });

  it('makes one CA for twenty starts at once', async () => {
    const dir = join(await folder({}), 'certs');
    const roots = await Promise.all(Array.from({ length: 20 }, () => openRoot({ dir })));
    expect(new Set(roots.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(roots.filter(({ created }) => created)).toHaveLength(1);
    for (const { x509, keyObject } of roots) expect(x509.checkPrivateKey(keyObject)).toBe(true);
    expect(readdirSync(dir).sort()).toEqual(['ca.key', 'ca.pem']);
  });

  it('ends what a start began that died before it wrote the certificate', async () => {
    const dir = await folder({});
    await openRoot({ dir });
    const key = readFileSync(join(dir, 'ca.key'), 'utf8');
    rmSync(join(dir, 'ca.pem'));
    const { created, x509 } = await openRoot({ dir });
    expect(created).toBe(true);
    expect(x509.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(readFileSync(join(dir, 'ca.key'), 'utf8')).toBe(key);
  });

  it("takes a CA of the user's own", async () => {
    const own = makeCa({ name: 'Shop CA', key: 'rsa' });
    const dir = await folder({ 'ca.pem': own.cert, 'ca.key': own.key });
    chmodSync(join(dir, 'ca.key'), 0o600);
    expect((await openRoot({ dir })).fingerprint).toBe(own.x509.fingerprint256);
  });
});

describe('openRoot refuses, and changes nothing', () => {
  const good = makeCa({ name: 'Good' });
  const other = makeCa({ name: 'Other' });
  const expired = makeCa({ name: 'Expired', notAfter: new Date(Date.now() - 1000) });
  const noCa = makeCa({ name: 'No CA', ca: false });
  it.each([
    ['a certificate without its key', good.cert, null, 0o600, /its key .*ca\.key is not/],
    ["another CA's key", good.cert, other.key, 0o600, /does not belong/],
    ['a key that others can read', good.cert, good.key, 0o644, /chmod 600/],
    ['a lone key that others can read', null, good.key, 0o640, /chmod 600/],
    ['a certificate that is none', 'text', good.key, 0o600, /not a certificate in PEM/],
    ['a key that is none', good.cert, 'text', 0o600, /not a private key in PEM/],
    ['an expired CA', expired.cert, expired.key, 0o600, /ran out on/],
    ['a certificate that is no CA', noCa.cert, noCa.key, 0o600, /not a CA's/],
  ])('%s', async (_what, certificate, key, mode, message) => {
    const dir = await folder({});
    if (certificate !== null) writeFileSync(join(dir, 'ca.pem'), certificate);
    if (key !== null) writeFileSync(join(dir, 'ca.key'), key, { mode });
    const before = readdirSync(dir).map((name) => [name, readFileSync(join(dir, name), 'utf8')]);
    const opened = openRoot({ dir });
    await expect(opened).rejects.toThrow(CertificateError);
    await expect(opened).rejects.toThrow(message);
    await expect(opened).rejects.toThrow(dir);
    expect(readdirSync(dir).map((name) => [name, readFileSync(join(dir, name), 'utf8')])).toEqual(before);
  });
});

describe('readRoot', () => {
  it('finds a CA and makes none', async () => {
    const dir = await folder({});
    await expect(readRoot(dir)).rejects.toThrow(`There is no CA in ${dir}. Run: mpgate ca create`);
    expect(readdirSync(dir)).toEqual([]);
    const { fingerprint } = await openRoot({ dir });
    expect(await readRoot(dir)).toMatchObject({ fingerprint, created: false });
  });
});
