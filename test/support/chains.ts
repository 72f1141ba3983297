/**
 * Chains as servers send them, good and faulty, with what is to be said of each: one table for all that judges chains.
 * `openssl` is what `openssl verify` says, and `because` why it differs where it does.
 */
import { oid, sequence, taggedBytes } from '../../src/ca/der.ts';
import type { PathFacts } from '../../src/model/path-facts.ts';
import { extensionOf, makeCa, nameConstraints, selfSigned, type TestCertificate } from './pki.ts';

const NAMES = { names: ['api.shop.test'] };
const NOW = Date.now();
const DAY = 86_400_000;
const past = { notBefore: new Date(NOW - 30 * DAY), notAfter: new Date(NOW - DAY) };
const dns = (name: string) => taggedBytes(2, Buffer.from(name));

const root = makeCa({ name: 'Known Root' });
const middle = makeCa({ name: 'Middle', parent: root });
const lower = makeCa({ name: 'Lower', parent: middle });
const issuing = makeCa({ name: 'Shop Issuing CA', parent: root });
const stranger = makeCa({ name: 'Root of Nobody' });
const strangeMiddle = makeCa({ name: 'Second of Nobody', parent: stranger });
const impostor = makeCa({ name: 'Known Root' });
const otherMiddle = makeCa({ name: 'Middle', parent: root });
const lowest = makeCa({ name: 'Lowest', parent: issuing });
const leaf = middle.issue(NAMES);
const low = lower.issue(NAMES);

/** A root that is old and out of date, one that is new, and each one's certificate from the other. */
const old = makeCa({ name: 'Old Root', ...past });
const young = makeCa({ name: 'New Root' });
const youngByOld = makeCa({ name: 'New Root', parent: old, reuseKey: young.keyObject });
const oldByYoung = makeCa({ name: 'Old Root', parent: young, reuseKey: old.keyObject });
const underYoung = makeCa({ name: 'Under New', parent: young });
const underOld = makeCa({ name: 'Under Old', parent: old });

const noFlag = makeCa({ name: 'No Flag', parent: root, ca: false });
const noBasic = makeCa({ name: 'No Basic', parent: root, basic: false });
const noUsage = makeCa({ name: 'No Sign', parent: root, usage: ['cRLSign'] });
const short = makeCa({ name: 'Short', parent: root, pathLength: 0 });
const belowShort = makeCa({ name: 'Below Short', parent: short });
const clientOnly = makeCa({ name: 'Clients', parent: root, eku: ['clientAuth'] });
const permits = (name: string) =>
  makeCa({ name: 'Permits', parent: root, extensions: [nameConstraints({ permitted: [dns(name)] })] });
const excludes = (name: string) =>
  makeCa({ name: 'Excludes', parent: root, extensions: [nameConstraints({ excluded: [dns(name)] })] });
const lateMiddle = makeCa({ name: 'Late Middle', parent: root, ...past });
const rsa = makeCa({ name: 'RSA Root', key: 'rsa' });
const pss = makeCa({ name: 'PSS Middle', key: 'rsa', parent: rsa, pss: true, freshKey: true });
const edwards = makeCa({ name: 'Edwards Root', key: 'ed25519' });
const broken = middle.issue({ ...NAMES, corrupt: true });
const brokenMiddle = makeCa({ name: 'Broken Middle', parent: root, corrupt: true });
/** A server's certificate that signs another one. */
const leafAsIssuer = makeCa({ name: 'A Server', parent: root, basic: true, ca: false, usage: ['digitalSignature'] });
const anyPurpose = extensionOf('2.5.29.37', sequence(oid('2.5.29.37.0')), false);
const alone = selfSigned(NAMES);
const critical = middle.issue({ ...NAMES, extensions: [extensionOf('1.2.3.4', dns('x'))] });
const aia = makeCa({ name: 'Anything', parent: root }).issue({ ...NAMES, aia: 'http://ca.test/anything.cer' });

/** A chain and what is to be said of it. */
export interface ChainCase {
  /** The server's own first. */
  readonly sent: readonly TestCertificate[];
  /** Those that are known. */
  readonly roots: readonly TestCertificate[];
  /** Trust, order and each fault, as `kind` or `kind link`. */
  readonly says: string;
  /** The path by common names; `*` marks one that was not sent. */
  readonly path?: string;
  readonly also?: Partial<PathFacts>;
  /** What OpenSSL says. */
  readonly openssl: string;
  /** Why it says other than we do. */
  readonly because?: string;
}

/** Default: the known root. */
type Row = Omit<ChainCase, 'roots'> & Partial<Pick<ChainCase, 'roots'>>;

const table: Readonly<Record<string, Row>> = {
  'a good chain': { sent: [leaf, middle], says: 'trusted', path: 'Middle, Known Root*', openssl: 'OK' },
  'a good chain of three': {
    sent: [low, lower, middle],
    says: 'trusted',
    path: 'Lower, Middle, Known Root*',
    openssl: 'OK',
  },
  'right below the root': { sent: [root.issue(NAMES)], says: 'trusted', path: 'Known Root*', openssl: 'OK' },
  'one intermediate missing, which its name tells': {
    sent: [issuing.issue(NAMES)],
    says: 'incomplete: incomplete',
    also: { faults: [{ kind: 'incomplete', missing: 'O=mpgate tests, CN=Shop Issuing CA', urls: [] }] },
    openssl: 'unable to get local issuer certificate',
  },
  'one intermediate missing, which AIA tells': {
    sent: [aia],
    says: 'incomplete: incomplete',
    also: {
      faults: [{ kind: 'incomplete', missing: 'O=mpgate tests, CN=Anything', urls: ['http://ca.test/anything.cer'] }],
    },
    openssl: 'unable to get local issuer certificate',
  },
  'the upper of two intermediates missing': {
    sent: [lowest.issue(NAMES), lowest],
    says: 'incomplete: incomplete',
    also: { faults: [{ kind: 'incomplete', missing: 'O=mpgate tests, CN=Shop Issuing CA', urls: [] }] },
    openssl: 'unable to get local issuer certificate',
  },
  "an intermediate of the right name and another's key": {
    sent: [leaf, otherMiddle],
    says: 'unknown-root: unknown-root',
    openssl: 'unable to get local issuer certificate',
  },
  'both of two intermediates missing': {
    sent: [low],
    says: 'unknown-root: unknown-root',
    openssl: 'unable to get local issuer certificate',
  },
  'in the wrong order': {
    sent: [low, middle, lower],
    says: 'trusted wrong',
    path: 'Lower, Middle, Known Root*',
    openssl: 'OK',
  },
  'the root sent': {
    sent: [leaf, middle, root],
    says: 'trusted',
    path: 'Middle, Known Root',
    also: { rootSent: true },
    openssl: 'OK',
  },
  'the root sent before its intermediate': {
    sent: [leaf, root, middle],
    says: 'trusted wrong',
    also: { rootSent: true },
    openssl: 'OK',
  },
  'a stranger sent': {
    sent: [leaf, stranger, middle],
    says: 'trusted',
    also: { strangers: ['O=mpgate tests, CN=Root of Nobody'], rootSent: false },
    openssl: 'OK',
  },
  'an intermediate sent twice': {
    sent: [leaf, middle, middle],
    says: 'trusted',
    also: { duplicates: ['O=mpgate tests, CN=Middle'] },
    openssl: 'OK',
  },
  'cross-signed by a root out of date, both known': {
    sent: [underYoung.issue(NAMES), underYoung, youngByOld],
    roots: [old, young],
    says: 'trusted',
    path: 'Under New, New Root*',
    openssl: 'OK',
  },
  'cross-signed by a root out of date, to a platform that knows it alone': {
    sent: [underYoung.issue(NAMES), underYoung, youngByOld],
    roots: [old],
    says: 'trusted: expired 3',
    path: 'Under New, New Root, Old Root*',
    openssl: 'certificate has expired',
  },
  'of an old root that a new one has cross-signed, both known': {
    sent: [underOld.issue(NAMES), underOld, oldByYoung],
    roots: [old, young],
    says: 'trusted',
    path: 'Under Old, Old Root, New Root*',
    openssl: 'certificate has expired',
    because: 'OpenSSL stops at the first root that it trusts and looks for no other way',
  },
  'of an old root that a new one has cross-signed, the new one known': {
    sent: [underOld.issue(NAMES), underOld, oldByYoung],
    roots: [young],
    says: 'trusted',
    path: 'Under Old, Old Root, New Root*',
    openssl: 'OK',
  },
  'cross-signed, the cross-sign missing, to a platform that knows the old root alone': {
    sent: [underYoung.issue(NAMES), underYoung],
    roots: [old],
    says: 'unknown-root: unknown-root',
    openssl: 'unable to get local issuer certificate',
  },
  'an intermediate that says it is no CA': {
    sent: [noFlag.issue(NAMES), noFlag],
    says: 'broken: not-a-ca 1',
    openssl: 'invalid CA certificate',
  },
  'an intermediate that does not say that it is a CA': {
    sent: [noBasic.issue(NAMES), noBasic],
    says: 'broken: not-a-ca 1',
    openssl: 'invalid CA certificate',
  },
  'an intermediate that may not sign certificates': {
    sent: [noUsage.issue(NAMES), noUsage],
    says: 'broken: key-usage 1',
    openssl: 'invalid CA certificate',
  },
  'one CA too many below': {
    sent: [belowShort.issue(NAMES), belowShort, short],
    says: 'broken: path-length 2',
    openssl: 'path length constraint exceeded',
  },
  'as many CAs below as may be': { sent: [short.issue(NAMES), short], says: 'trusted', openssl: 'OK' },
  'a name that is permitted': sends(permits('shop.test'), 'trusted', 'OK'),
  'a name that is not permitted': sends(
    permits('other.test'),
    'broken: name-constraints 1',
    'permitted subtree violation',
  ),
  'a name that is excluded': sends(excludes('shop.test'), 'broken: name-constraints 1', 'excluded subtree violation'),
  'a name beside what is excluded': sends(excludes('other.test'), 'trusted', 'OK'),
  'a certificate for clients': {
    sent: [middle.issue({ ...NAMES, eku: ['clientAuth'] }), middle],
    says: 'broken: purpose 0',
    also: { faults: [{ kind: 'purpose', subject: 'O=mpgate tests', link: 0, detail: '1.3.6.1.5.5.7.3.2' }] },
    openssl: 'unsuitable certificate purpose',
  },
  'an intermediate for clients': {
    sent: [clientOnly.issue(NAMES), clientOnly],
    says: 'broken: purpose 1',
    openssl: 'unsuitable certificate purpose',
  },
  'a certificate for any purpose, by naming it': {
    sent: [middle.issue({ ...NAMES, eku: [], extensions: [anyPurpose] }), middle],
    says: 'trusted',
    openssl: 'unsuitable certificate purpose',
    because: 'anyExtendedKeyUsage stands for serverAuth to Chromium and iOS (RFC 5280, 4.2.1.12), not to OpenSSL',
  },
  'a certificate for any purpose, by naming none': {
    sent: [middle.issue({ ...NAMES, eku: [] }), middle],
    says: 'trusted',
    openssl: 'OK',
  },
  'a key that may only sign CRLs': {
    sent: [middle.issue({ ...NAMES, usage: ['cRLSign'] }), middle],
    says: 'broken: key-usage 0',
    openssl: 'unsuitable certificate purpose',
  },
  "a server's certificate as issuer": {
    sent: [leafAsIssuer.issue(NAMES), leafAsIssuer],
    says: 'broken: not-a-ca 1, key-usage 1',
    openssl: 'invalid CA certificate',
  },
  'an extension that must be understood and is unknown': {
    sent: [critical, middle],
    says: 'broken: critical-extension 0',
    openssl: 'unhandled critical extension',
  },
  'out of date': {
    sent: [middle.issue({ ...NAMES, ...past }), middle],
    says: 'trusted: expired 0',
    openssl: 'certificate has expired',
  },
  'not valid yet': {
    sent: [middle.issue({ ...NAMES, notBefore: new Date(NOW + DAY) }), middle],
    says: 'trusted: not-yet-valid 0',
    openssl: 'certificate is not yet valid',
  },
  'an intermediate out of date': {
    sent: [lateMiddle.issue(NAMES), lateMiddle],
    says: 'trusted: expired 1',
    openssl: 'certificate has expired',
  },
  'out of date, and its intermediate missing': {
    sent: [issuing.issue({ ...NAMES, ...past })],
    says: 'incomplete: incomplete, expired 0',
    openssl: 'unable to get local issuer certificate',
  },
  'self-signed': { sent: [alone], says: 'self-signed: self-signed', openssl: 'self-signed certificate' },
  'self-signed, and named as a root': { sent: [alone], roots: [alone], says: 'trusted', path: '', openssl: 'OK' },
  'an unknown root, sent': {
    sent: [strangeMiddle.issue(NAMES), strangeMiddle, stranger],
    says: 'unknown-root: unknown-root',
    also: { rootSent: true, faults: [{ kind: 'unknown-root', root: 'O=mpgate tests, CN=Root of Nobody' }] },
    openssl: 'self-signed certificate in certificate chain',
  },
  'an unknown root, not sent': {
    sent: [strangeMiddle.issue(NAMES), strangeMiddle],
    says: 'unknown-root: unknown-root',
    also: { faults: [{ kind: 'unknown-root', root: 'O=mpgate tests, CN=Root of Nobody' }] },
    openssl: 'unable to get local issuer certificate',
  },
  "a root of a known name and another's key": {
    sent: [impostor.issue(NAMES)],
    says: 'unknown-root: unknown-root',
    openssl: 'unable to get local issuer certificate',
  },
  'two roots of one name': { sent: [impostor.issue(NAMES)], roots: [root, impostor], says: 'trusted', openssl: 'OK' },
  'a store that has the intermediate': {
    sent: [issuing.issue(NAMES)],
    roots: [root, issuing],
    says: 'incomplete: incomplete',
    openssl: 'OK',
    because: 'OpenSSL completes a chain with whatever its store has; phones have roots only',
  },
  'a signature that does not fit': {
    sent: [broken, middle],
    says: 'broken: bad-signature 0',
    openssl: 'certificate signature failure',
  },
  'a signature of an intermediate that does not fit': {
    sent: [brokenMiddle.issue(NAMES), brokenMiddle],
    says: 'broken: bad-signature 1',
    openssl: 'certificate signature failure',
  },
  Ed25519: { sent: [edwards.issue({ ...NAMES, key: 'ed25519' })], roots: [edwards], says: 'trusted', openssl: 'OK' },
  'RSA-PSS': { sent: [pss.issue(NAMES), pss], roots: [rsa], says: 'trusted', openssl: 'OK' },
  'SHA-1': {
    sent: [middle.issue({ ...NAMES, hash: 'sha1' }), middle],
    says: 'trusted',
    openssl: 'OK',
  },
};

function sends(ca: ReturnType<typeof makeCa>, says: string, openssl: string): Row {
  return { sent: [ca.issue(NAMES), ca], says, openssl };
}

/** All for `api.shop.test`, as of now. */
export const chainCases: Readonly<Record<string, ChainCase>> = Object.fromEntries(
  Object.entries(table).map(([name, row]) => [name, { roots: [root], ...row }]),
);

/** Trust, a wrong order, and each fault with its place: what a case `says`. */
export const inShort = ({ trust, order, faults }: PathFacts): string => {
  const told = faults.map((fault) => ('link' in fault ? `${fault.kind} ${fault.link}` : fault.kind));
  return `${trust}${order === 'right' ? '' : ' wrong'}${told.length ? `: ${told.join(', ')}` : ''}`;
};
