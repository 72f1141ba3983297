import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { BUNDLE_FILES, bundleWith, rootOf, systemRoots } from '../../src/ca/roots.ts';
import { folder } from '../support/folder.ts';
import { makeCa } from '../support/pki.ts';

const one = makeCa({ name: 'One' }).cert;
const two = makeCa({ name: 'Two' }).cert;
const isLinux = process.platform === 'linux';

describe.runIf(isLinux)('systemRoots on Linux', () => {
  it('takes the first bundle that is there and holds a certificate', async () => {
    const dir = await folder({
      'empty.pem': '',
      'text.pem': 'no certificate',
      'b.pem': `# a\n${one}# b\n${two}`,
      'c.pem': one,
    });
    const files = ['missing.pem', 'empty.pem', 'text.pem', 'b.pem', 'c.pem'].map((name) => join(dir, name));
    const { pem, source } = await systemRoots(files);
    expect(source).toBe(join(dir, 'b.pem'));
    expect(pem.map((block) => `${block}\n`)).toEqual([one, two]);
  });

  it('leaves out a block that no parser takes, and keeps the others', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    const dir = await folder({ 'b.pem': broken + one });
    expect((await systemRoots([join(dir, 'b.pem')])).pem).toHaveLength(1);
  });

  it("falls back on Node's own roots", async () => {
    expect(await systemRoots([])).toEqual({ pem: rootCertificates, source: 'node' });
  });

  it('does not look at SSL_CERT_FILE, which behind exec names our own CA', async () => {
    const dir = await folder({ 'ours.pem': one });
    process.env.SSL_CERT_FILE = join(dir, 'ours.pem');
    const { source } = await systemRoots().finally(() => {
      delete process.env.SSL_CERT_FILE;
    });
    expect([...BUNDLE_FILES, 'node']).toContain(source);
  });
});

describe('systemRoots', () => {
  it('finds the roots of this machine', async () => {
    const { pem } = await systemRoots();
    expect(pem.length).toBeGreaterThan(10);
    expect(pem[0]).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
  });
});

describe('bundleWith', () => {
  it('is one file with our CA first, every block on lines of its own', () => {
    expect(bundleWith([two.trim()], one)).toBe(one + two);
  });
});

describe('rootOf', () => {
  it('parses a block once', () => {
    expect(rootOf(one).subject).toContain('CN=One');
    expect(rootOf(one)).toBe(rootOf(one));
    expect(rootOf(two)).not.toBe(rootOf(one));
    expect(() => rootOf('no certificate')).toThrow();
  });
});
