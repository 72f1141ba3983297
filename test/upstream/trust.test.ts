import { describe, expect, it } from 'vitest';
import { indexRoots, trustOf } from '../../src/upstream/trust.ts';
import { makeCa, selfSigned } from '../support/pki.ts';

const NAMES = { names: ['api.shop.test'] };
const root = makeCa({ name: 'Known Root' });
const middle = makeCa({ name: 'Middle', parent: root });
const issuing = makeCa({ name: 'Shop Issuing CA 1', parent: root });
const stranger = makeCa({ name: 'Root of Nobody' });
const strangeMiddle = makeCa({ name: 'Second of Nobody', parent: stranger });
/** Of the known root's name, with another key. */
const impostor = makeCa({ name: 'Known Root' });
const roots = indexRoots([root.cert]);

const leaf = middle.issue(NAMES).x509;
const fromIssuing = issuing.issue(NAMES).x509;
const withAia = makeCa({ name: 'Anything', parent: root }).issue({ ...NAMES, aia: 'http://ca.test/anything.cer' }).x509;
const strange = strangeMiddle.issue(NAMES).x509;
const forged = impostor.issue(NAMES).x509;
const alone = selfSigned(NAMES).x509;
const aloneWithSan = selfSigned({ ...NAMES, eku: [] }).x509;

describe('how a chain as sent leads to a root', () => {
  it.each([
    ['OpenSSL is content', [leaf, middle.x509], '', 'trusted'],
    ['nothing was sent', [], 'UNABLE_TO_GET_ISSUER_CERT', 'broken'],
    ['out of date only', [leaf, middle.x509], 'CERT_HAS_EXPIRED', 'trusted'],
    ['out of date, the root sent too', [leaf, middle.x509, root.x509], 'CERT_HAS_EXPIRED', 'trusted'],
    ['out of date, and its intermediate missing', [fromIssuing], 'CERT_NOT_YET_VALID', 'incomplete'],
    ['out of date, and of a root unknown', [strange, strangeMiddle.x509], 'CERT_HAS_EXPIRED', 'unknown-root'],
    ['out of date, and self-signed', [alone], 'CERT_HAS_EXPIRED', 'self-signed'],
    ['self-signed', [alone], 'DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
    ['self-signed, for any purpose', [aloneWithSan], 'DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
    [
      'an unknown root, sent',
      [strange, strangeMiddle.x509, stranger.x509],
      'SELF_SIGNED_CERT_IN_CHAIN',
      'unknown-root',
    ],
    ['an unknown root, not sent', [strange, strangeMiddle.x509], 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unknown-root'],
    [
      'an unknown root right above the leaf',
      [stranger.issue(NAMES).x509],
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'unknown-root',
    ],
    ['no intermediate, which its name tells', [fromIssuing], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'incomplete'],
    ['no intermediate, which AIA tells', [withAia], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'incomplete'],
    ['a root of a known name and another key', [forged], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknown-root'],
    ['a signature that does not fit', [leaf, middle.x509], 'CERT_SIGNATURE_FAILURE', 'broken'],
    ['a certificate that may not sign', [leaf, middle.x509], 'INVALID_CA', 'broken'],
    ['a purpose that does not fit', [leaf, middle.x509], 'INVALID_PURPOSE', 'broken'],
    ['a code that is not known', [leaf, middle.x509], 'UNKNOWN', 'broken'],
  ] as const)('%s', (_, chain, code, trust) => {
    expect(trustOf(chain, code, roots)).toBe(trust);
  });

  it('finds the right one of two roots with one name', () => {
    expect(trustOf([forged], 'CERT_HAS_EXPIRED', indexRoots([root.cert, impostor.cert]))).toBe('trusted');
  });
});
