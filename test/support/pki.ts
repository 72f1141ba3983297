/**
 * A PKI for tests, made in memory in a millisecond or so: good servers, and the faulty ones that the gate must tell
 * apart. Everything is synchronous; all times default to "valid now".
 *
 *     const root = makeCa({ name: 'Test Root' });
 *     const intermediate = makeCa({ name: 'Test Intermediate', parent: root });
 *     const { key, chain, pin } = intermediate.issue({ names: ['api.shop.test'] });
 *     const server = tls.createServer({ key, cert: chain });          // trusted with { ca: root.cert }
 *
 *     intermediate.issue({ names: ['api.shop.test'], notAfter: new Date(Date.now() - 1000) });      // expired
 *     intermediate.issue({ names: ['api.shop.test'], san: false });                                 // CN only
 *     intermediate.issue({ names: ['api.shop.test'], key: 'rsa1024' });                             // weak key
 *     intermediate.issue({ names: ['api.shop.test'], hash: 'sha1' });                               // weak signature
 *     intermediate.issue({ names: ['api.shop.test'] }).cert                                         // chain incomplete
 *     selfSigned({ names: ['api.shop.test'] });
 *     makeCa({ name: 'Test Root', parent: other, reuseKey: root.keyObject });                       // cross-signed
 *     makeCa({ name: 'Bounded', parent: root, extensions: [nameConstraints({ permitted: [dns] })] });
 *
 * A server with a weak key or signature needs `ciphers: 'DEFAULT@SECLEVEL=0'` to start on some Node versions.
 */
import { constants, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import {
  distinguishedName,
  keyIdOf,
  type SignatureAlgorithm,
  sealed,
  signatureAlgorithm,
  toBeSigned,
} from '../../src/ca/certificate.ts';
import { type Der, encode, integer, nothing, octets, oid, sequence, tagged, truth } from '../../src/ca/der.ts';
import {
  authorityKeyId,
  basicConstraints,
  extendedKeyUsage,
  issuerAt,
  keyUsage,
  type Purpose,
  subjectAltName,
  subjectKeyId,
  type Usage,
} from '../../src/ca/extensions.ts';
import { spkiDer, spkiPin } from '../../src/ca/spki.ts';

const DAY_MS = 86_400_000;

export interface Dates {
  /** Default: yesterday. */
  readonly notBefore?: Date;
  /** Default: `days` after `notBefore`. */
  readonly notAfter?: Date;
  readonly days?: number;
}

export interface CaOptions extends Dates {
  /** Its common name. */
  readonly name: string;
  /** Default `mpgate tests`. */
  readonly organisation?: string;
  /** Default `ec` (P-256); `rsa` has 2048 bits. */
  readonly key?: 'ec' | 'rsa' | 'ed25519';
  /** Default: none, so it is a root. */
  readonly parent?: TestCa;
  /** Default null: as many CAs below it as wanted. */
  readonly pathLength?: number | null;
  readonly hash?: 'sha256' | 'sha1';
  /** `false`: a certificate that signs others and may not. */
  readonly ca?: boolean;
  /** `false`: it says nothing of being a CA. */
  readonly basic?: boolean;
  /** Default: keyCertSign and cRLSign. Empty: the extension is left out. */
  readonly usage?: readonly Usage[];
  /** Default: none. */
  readonly eku?: readonly Purpose[];
  /** Others besides. */
  readonly extensions?: readonly Der[];
  /** URL in AIA's "CA Issuers". */
  readonly aia?: string;
  /** A signature that does not fit. */
  readonly corrupt?: boolean;
  /** It signs with RSASSA-PSS; its key has to be RSA. */
  readonly pss?: boolean;
  /** A private key of before: two roots with one key, or a renewed one. */
  readonly reuseKey?: KeyObject;
  /** As in `IssueOptions`. */
  readonly freshKey?: boolean;
}

export interface IssueOptions extends Dates {
  /** Host names for the SAN; the first one is also the default common name. */
  readonly names?: readonly string[];
  readonly ips?: readonly string[];
  /** Default: none, unless `san` is false. */
  readonly cn?: string;
  /** Default `ec` (P-256). */
  readonly key?: KeyKind;
  /** Of the signature. */
  readonly hash?: 'sha256' | 'sha1';
  /** `false`: names in the common name only, as before 2000. */
  readonly san?: boolean;
  /** Default: serverAuth. Empty: the extension is left out. */
  readonly eku?: readonly Purpose[];
  /** Default: digitalSignature, with RSA keyEncipherment too. */
  readonly usage?: readonly Usage[];
  /** Others besides. */
  readonly extensions?: readonly Der[];
  /** A private key of before, for a renewed certificate with the same pin. */
  readonly reuseKey?: KeyObject;
  /** RSA keys are made once a process, for they are slow: `true` makes this one anew, so that its pin is its own. */
  readonly freshKey?: boolean;
  /** URL in AIA's "CA Issuers", as public CAs write it. */
  readonly aia?: string;
  /** A signature that does not fit. */
  readonly corrupt?: boolean;
}

export type KeyKind = 'ec' | 'ec384' | 'rsa2048' | 'rsa1024' | 'ed25519';

export interface TestCertificate {
  /** PEM, this certificate alone. */
  readonly cert: string;
  /** PEM, PKCS #8. */
  readonly key: string;
  /** PEM: this certificate and the intermediates up to, not including, the root. */
  readonly chain: string;
  /** `sha256/…` */
  readonly pin: string;
  readonly keyObject: KeyObject;
  readonly x509: X509Certificate;
}

export interface TestCa extends TestCertificate {
  /** The root above it, or itself. */
  readonly root: TestCa;
  readonly subject: Der;
  /** Whether it signs with RSASSA-PSS. */
  readonly pss: boolean;
  readonly issue: (options: IssueOptions) => TestCertificate;
}

export const makeCa = (options: CaOptions): TestCa => {
  const { name, parent, pathLength = null, ca = true, basic = true, pss = false } = options;
  const { usage = ['keyCertSign', 'cRLSign'], eku = [], aia, extensions = [] } = options;
  const kind = options.key === 'rsa' ? 'rsa2048' : (options.key ?? 'ec');
  const keyObject = options.reuseKey ?? keyOf(kind, 'ca', options.freshKey ?? false);
  const subject = distinguishedName({ CN: name, O: options.organisation ?? 'mpgate tests' });
  const certificate = certify({
    ...options,
    subject,
    keyObject,
    issuer: parent,
    extensions: [
      ...(basic ? [basicConstraints(ca, pathLength)] : []),
      ...(usage.length ? [keyUsage(...usage)] : []),
      ...(eku.length ? [extendedKeyUsage(...eku)] : []),
      ...(aia ? [issuerAt(aia)] : []),
      ...extensions,
    ],
    days: options.days ?? 3650,
  });
  const made: TestCa = {
    ...certificate,
    chain: parent ? certificate.cert + aboveOf(parent) : certificate.cert,
    get root() {
      return parent?.root ?? made;
    },
    subject,
    pss,
    issue: (wanted) => issue(wanted, made),
  };
  return made;
};

/** A server's certificate that no CA has signed. */
export const selfSigned = (options: IssueOptions): TestCertificate => issue(options, undefined);

const issue = (options: IssueOptions, issuer: TestCa | undefined): TestCertificate => {
  const { names = [], ips = [], key = 'ec', san = true, eku = ['serverAuth'], aia } = options;
  const hosts = [...names, ...ips];
  const cn = options.cn ?? (san ? undefined : hosts[0]);
  const keyObject = options.reuseKey ?? keyOf(key, 'leaf', options.freshKey ?? false);
  const isRsa = keyObject.asymmetricKeyType === 'rsa';
  const usage: readonly Usage[] = isRsa ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'];
  const extensions = [
    basicConstraints(false),
    keyUsage(...(options.usage ?? usage)),
    ...(eku.length ? [extendedKeyUsage(...eku)] : []),
    ...(san && hosts.length ? [subjectAltName(hosts)] : []),
    ...(aia ? [issuerAt(aia)] : []),
    ...(options.extensions ?? []),
  ];
  const subject = distinguishedName({ CN: cn, O: 'mpgate tests' });
  const made = certify({ ...options, subject, keyObject, issuer, extensions, days: options.days ?? 90 });
  return { ...made, chain: issuer ? made.cert + aboveOf(issuer) : made.cert };
};

/** What a server sends above its own certificate: intermediates, no root. */
const aboveOf = (issuer: TestCa): string => (issuer.root === issuer ? '' : issuer.chain);

interface Certifying extends Dates {
  readonly subject: Der;
  readonly keyObject: KeyObject;
  readonly issuer: TestCa | undefined;
  readonly extensions: readonly Der[];
  readonly days: number;
  readonly hash?: 'sha256' | 'sha1';
  readonly corrupt?: boolean;
}

const certify = (wanted: Certifying): TestCertificate => {
  const { subject, keyObject, issuer, extensions, days, hash = 'sha256', corrupt = false } = wanted;
  const signer = issuer?.keyObject ?? keyObject;
  const spki = spkiDer(keyObject);
  const notAfter = wanted.notAfter ?? new Date((wanted.notBefore?.getTime() ?? Date.now() - DAY_MS) + days * DAY_MS);
  const notBefore = wanted.notBefore ?? new Date(Math.min(Date.now(), notAfter.getTime()) - DAY_MS);
  const pss = issuer?.pss ?? false;
  const how = pss ? PSS : signatureAlgorithm(signer, hash);
  const tbs = toBeSigned(
    {
      subject,
      issuer: issuer?.subject ?? subject,
      notBefore,
      notAfter,
      spki,
      extensions: [...extensions, subjectKeyId(keyIdOf(spki)), authorityKeyId(keyIdOf(spkiDer(signer)))],
    },
    how,
  );
  const padding = pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
  const signature = sign(how.hash, encode(corrupt ? sequence(tbs) : tbs), { key: signer, ...padding });
  const x509 = new X509Certificate(sealed(tbs, how, signature));
  const cert = x509.toString();
  const key = keyObject.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { cert, key, chain: cert, pin: spkiPin(x509), keyObject, x509 };
};

const sha256 = () => sequence(oid('2.16.840.1.101.3.4.2.1'), nothing());

/** RSASSA-PSS with SHA-256 and 32 bytes of salt (RFC 4055, 3.1). */
const PSS: SignatureAlgorithm = {
  identifier: sequence(
    oid('1.2.840.113549.1.1.10'),
    sequence(
      tagged(0, sha256()),
      tagged(1, sequence(oid('1.2.840.113549.1.1.8'), sha256())),
      tagged(2, integer(Buffer.from([32]))),
    ),
  ),
  hash: 'sha256',
};

/** An extension by its identifier and value. */
export const extensionOf = (id: string, value: Der, critical = true): Der =>
  sequence(oid(id), ...(critical ? [truth()] : []), octets(encode(value)));

/** Name constraints; subtrees are general names. */
export const nameConstraints = (trees: {
  readonly permitted?: readonly Der[];
  readonly excluded?: readonly Der[];
}): Der => {
  const { permitted = [], excluded = [] } = trees;
  const field = (tag: number, names: readonly Der[]) =>
    names.length ? [tagged(tag, ...names.map((name) => sequence(name)))] : [];
  return extensionOf('2.5.29.30', sequence(...field(0, permitted), ...field(1, excluded)));
};

const makers = {
  ec: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ec384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  rsa2048: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  rsa1024: () => generateKeyPairSync('rsa', { modulusLength: 1024 }),
  ed25519: () => generateKeyPairSync('ed25519'),
} as const satisfies Record<KeyKind, () => { privateKey: KeyObject }>;

const slowKeys = new Map<string, KeyObject>();

/** RSA keys are kept by kind and role, so that no server has its CA's key by chance. */
const keyOf = (kind: KeyKind, role: 'ca' | 'leaf', fresh: boolean): KeyObject => {
  const name = `${role} ${kind}`;
  const kept = fresh ? undefined : slowKeys.get(name);
  if (kept) return kept;
  const { privateKey } = makers[kind]();
  if (!fresh && kind.startsWith('rsa')) slowKeys.set(name, privateKey);
  return privateKey;
};
