import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bits, type Der, decode, encode, integer, nothing, oid, sequence, set, tagged, time, utf8 } from './der.ts';
import { extensionsField } from './extensions.ts';

/** What a certificate says; the serial number is made for each. */
export interface CertificateForm {
  readonly subject: Der;
  readonly issuer: Der;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Buffer;
  readonly extensions: readonly Der[];
}

/** How a signature is made: the identifier to write, and what node:crypto's `sign` wants to hear. */
export interface SignatureAlgorithm {
  readonly identifier: Der;
  readonly hash: 'sha256' | 'sha1' | null;
}

const algorithm = (
  id: string,
  hash: SignatureAlgorithm['hash'],
  ...parameters: readonly Der[]
): SignatureAlgorithm => ({
  identifier: sequence(oid(id), ...parameters),
  hash,
});

/** By type of the signing key. SHA-1 is for the tests, which need faulty servers. */
const ALGORITHMS: Readonly<Record<string, Readonly<Record<'sha256' | 'sha1', SignatureAlgorithm>>>> = {
  ec: { sha256: algorithm('1.2.840.10045.4.3.2', 'sha256'), sha1: algorithm('1.2.840.10045.4.1', 'sha1') },
  rsa: {
    sha256: algorithm('1.2.840.113549.1.1.11', 'sha256', nothing()),
    sha1: algorithm('1.2.840.113549.1.1.5', 'sha1', nothing()),
  },
  ed25519: { sha256: algorithm('1.3.101.112', null), sha1: algorithm('1.3.101.112', null) },
};

/** Throws for a key of another type than those of the table. */
export const signatureAlgorithm = (key: KeyObject, hash: 'sha256' | 'sha1' = 'sha256'): SignatureAlgorithm => {
  const found = ALGORITHMS[key.asymmetricKeyType ?? ''];
  if (!found) throw new TypeError(`no signature algorithm for a key of type ${key.asymmetricKeyType}`);
  return found[hash];
};

/** The part that is signed: version 3 and what the form says. */
export const toBeSigned = (form: CertificateForm, { identifier }: SignatureAlgorithm): Der =>
  sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(serial()),
    identifier,
    form.issuer,
    sequence(time(form.notBefore), time(form.notAfter)),
    form.subject,
    decode(form.spki),
    extensionsField(form.extensions),
  );

/** The whole certificate, DER. */
export const sealed = (tbs: Der, { identifier }: SignatureAlgorithm, signature: Buffer): Buffer =>
  encode(sequence(tbs, identifier, bits(signature)));

/** DER, signed with SHA-256 in libuv's pool, so that no client waits for another's signature. */
export const signCertificate = async (form: CertificateForm, key: KeyObject): Promise<Buffer> => {
  const how = signatureAlgorithm(key);
  const tbs = toBeSigned(form, how);
  return sealed(tbs, how, await signInPool(how, encode(tbs), key));
};

const signInPool = ({ hash }: SignatureAlgorithm, data: Buffer, key: KeyObject): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    sign(hash, data, key, (error, signature) => (error ? reject(error) : resolve(signature)));
  });

/** 126 random bits in 16 bytes, positive and never shorter (RFC 5280, 4.1.2.2; CA/B Forum BR 7.1 asks for 64 bits). */
const serial = (): Buffer => {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x3f) | 0x40, 0);
  return bytes;
};

/** SHA-256 of the SubjectPublicKeyInfo, cut to the usual 20 bytes (RFC 7093, 2, methods 1 and 4). */
export const keyIdOf = (spki: Buffer): Buffer => createHash('sha256').update(spki).digest().subarray(0, 20);

const ATTRIBUTE = { CN: '2.5.4.3', O: '2.5.4.10' } as const;

/** A name of one attribute each, in the order given. */
export const distinguishedName = (attributes: { readonly [A in keyof typeof ATTRIBUTE]?: string | undefined }): Der =>
  sequence(
    ...Object.entries(ATTRIBUTE).flatMap(([attribute, id]) => {
      const value = Object.entries(attributes).find(([name]) => name === attribute)?.[1];
      return value === undefined ? [] : [set(sequence(oid(id), utf8(value)))];
    }),
  );

export const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
