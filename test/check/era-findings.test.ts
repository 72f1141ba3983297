import { describe, expect, it } from 'vitest';
import { ANDROID_ERAS, versionsText } from '../../src/check/android-eras.ts';
import { eraFindings } from '../../src/check/era-findings.ts';
import { certificateOf, day, noon, pathOf, peerOf } from '../support/facts.ts';

/** The versions that have something against a server, and the rule that says so. */
const against = (facts: Parameters<typeof eraFindings>[1]) =>
  ANDROID_ERAS.flatMap((era) => eraFindings(era, facts).map(({ rule }) => `${versionsText(era)}: ${rule}`));

describe('versions of TLS', () => {
  it.each([
    [['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'], []],
    [['TLSv1.2', 'TLSv1.3'], ['up to 4.4: tls-legacy']],
    [['TLSv1.2'], ['up to 4.4: tls-legacy']],
    [['TLSv1.3'], ['up to 4.4: tls-legacy', '5 to 7.1.0: tls-legacy', '7.1.1 to 9: tls-legacy']],
    [[], []],
    [null, []],
  ])('%o', (offered, expected) => {
    expect(against(peerOf({ offered }))).toEqual(expected);
  });
});

describe('a root that came late', () => {
  const X1 = 'C=US, O=Internet Security Research Group, CN=ISRG Root X1';
  const X2 = 'C=US, O=Internet Security Research Group, CN=ISRG Root X2';
  const other = 'O=Digital Signature Trust Co., CN=DST Root CA X3';
  const leaf = certificateOf({ issuer: X2 });
  const to = (root: string, ...chain: readonly ReturnType<typeof certificateOf>[]) => {
    const path = pathOf([leaf]);
    const anchor = { subject: root, place: null, fingerprint: 'root', notBefore: 0, notAfter: noon + day };
    return peerOf({ chain: [leaf, ...chain], path: { ...path, links: [...path.links, anchor] } });
  };
  const cross = (subject: string, issuer: string, notAfter = noon + day) =>
    certificateOf({ subject, issuer, notAfter });
  const old = ['up to 4.4: cert-trusted', '5 to 7.1.0: cert-trusted'];
  const older = [...old, '7.1.1 to 9: cert-trusted', '10 to 13: cert-trusted'];

  it.each([
    ['X1', to(X1), old],
    ['X2', to(X2), older],
    ['X2, signed by X1 too', to(X2, cross(X2, X1)), old],
    ['X1, signed by an older one too', to(X1, cross(X1, other)), []],
    ['X2, signed by X1, signed by an older one', to(X2, cross(X1, other), cross(X2, X1)), []],
    ['X1, signed by an older one, out of date', to(X1, cross(X1, other, noon - day)), old],
    ['two that have signed each other', to(X2, cross(X2, X1), cross(X1, X2)), old],
    ['another one', to(other), []],
    ['a chain that leads to none', { ...to(X1), trust: 'unknown-root' as const }, []],
  ])('%s', (_, facts, expected) => {
    expect(against(facts)).toEqual(expected);
  });

  it('is named, with what the client shows', () => {
    const [first] = ANDROID_ERAS;
    expect(first && eraFindings(first, to(X1))).toEqual([
      expect.objectContaining({
        errno: 600001,
        message: `They do not know "${X1}", at which the chain of api.shop.test ends.`,
      }),
    ]);
  });
});
