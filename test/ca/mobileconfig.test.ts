import { describe, expect, it } from 'vitest';
import type { Exported } from '../../src/ca/export.ts';
import { mobileconfig } from '../../src/ca/mobileconfig.ts';
import { makeCa } from '../support/pki.ts';

const exported = (name: string): Exported => {
  const { cert, x509 } = makeCa({ name });
  return { certPem: cert, x509, fingerprint: x509.fingerprint256 };
};

const root = exported('mpgate CA 12345678');

/** The value of every key of that name, in order. */
const values = (plist: string, key: string): readonly string[] =>
  [...plist.matchAll(new RegExp(`<key>${key}</key>\\s*<(\\w+)>([^<]*)</\\1>`, 'g'))].map((found) => found[2] ?? '');

describe('a profile', () => {
  it('has one root', () => {
    const plist = mobileconfig(root, null).toString();
    const data = values(plist, 'PayloadContent').at(-1) ?? '';
    expect(Buffer.from(data, 'base64')).toEqual(root.x509.raw);
    expect(values(plist, 'PayloadType')).toEqual(['com.apple.security.root', 'Configuration']);
    expect(values(plist, 'PayloadDisplayName')).toEqual(['mpgate CA 12345678', 'mpgate CA 12345678']);
    expect(values(plist, 'PayloadVersion')).toEqual(['1', '1']);
    expect(plist).not.toContain('PRIVATE');
  });

  it('ids stay the same for a CA, so that a second install replaces the first', () => {
    const ids = (of: Exported) => {
      const plist = mobileconfig(of, null).toString();
      return [...values(plist, 'PayloadUUID'), ...values(plist, 'PayloadIdentifier')];
    };
    expect(ids(root)).toEqual(ids(root));
    expect(new Set([...ids(root), ...ids(exported('another'))]).size).toBe(8);
    for (const uuid of ids(root).slice(0, 2)) expect(uuid).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  });

  it('a name cannot break out of the XML', () => {
    const plist = mobileconfig(exported('R&D <b>'), null).toString();
    expect(plist).toContain('<string>R&amp;D \\&lt;b\\&gt;</string>');
    expect(plist).not.toContain('<b');
  });
});
