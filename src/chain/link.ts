import type { X509Certificate } from 'node:crypto';
import { nameKey } from './name-key.ts';
import { nameLine } from './name-line.ts';
import { readAuthorityAccess } from './x509/authority-access.ts';
import { type BasicConstraints, readBasicConstraints } from './x509/basic-constraints.ts';
import { readExtendedKeyUsage } from './x509/extended-key-usage.ts';
import { type GeneralName, readAltNames } from './x509/general-name.ts';
import { readAuthorityKeyId, readSubjectKeyId } from './x509/key-ids.ts';
import { type KeyUsage, readKeyUsage } from './x509/key-usage.ts';
import { type NameConstraints, readNameConstraints } from './x509/name-constraints.ts';
import { type Extension, readTbs } from './x509/read-tbs.ts';

/** One certificate with all that a path is built and judged by. An extension that is not there is null. */
export interface Link {
  readonly x509: X509Certificate;
  /** SHA-256, hex in lower case. */
  readonly fingerprint: string;
  /** For readers. */
  readonly subject: string;
  readonly issuer: string;
  /** For comparing. */
  readonly subjectKey: string;
  readonly issuerKey: string;
  /** By relative names; empty for an empty or unreadable name. */
  readonly subjectParts: readonly string[];
  /** Epoch milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly version: number;
  readonly basic: BasicConstraints | null;
  readonly usage: ReadonlySet<KeyUsage> | null;
  readonly purposes: readonly string[] | null;
  readonly altNames: readonly GeneralName[] | null;
  readonly constraints: NameConstraints | null;
  readonly keyId: string | null;
  readonly authorityKeyId: string | null;
  /** Where the issuer's certificate is to be had. */
  readonly caIssuers: readonly string[];
  /** The identifier of an extension that cannot be read, `validity` or `certificate` if it is the dates or all; empty: all is well. */
  readonly malformed: string;
  /** The identifier of an extension that must be understood and is not known here; empty: none. */
  readonly unknownCritical: string;
}

const ID = {
  keyId: '2.5.29.14',
  usage: '2.5.29.15',
  altNames: '2.5.29.17',
  basic: '2.5.29.19',
  constraints: '2.5.29.30',
  authorityKeyId: '2.5.29.35',
  purposes: '2.5.29.37',
  authorityAccess: '1.3.6.1.5.5.7.1.1',
} as const;

/** Policies say how a certificate was issued; no client of a server asks for one. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...Object.values(ID),
  '2.5.29.32',
  '2.5.29.33',
  '2.5.29.36',
  '2.5.29.54',
]);

/** What a reader can follow: it comes from the server, and into messages. */
const FETCHABLE = /^https?:\/\/[\x21-\x7e]{1,500}$/;

/** Reads a certificate once; costs some 50 µs. Never throws: what cannot be read is said. */
export const linkOf = (x509: X509Certificate): Link => {
  const tbs = readTbs(x509.raw);
  const extensions: ReadonlyMap<string, Extension> = tbs?.extensions ?? new Map();
  const notBefore = Date.parse(x509.validFrom);
  const notAfter = Date.parse(x509.validTo);
  // Of dates that are none nothing compares, so that such a certificate would never end.
  const broken: string[] = tbs && !Number.isNaN(notBefore + notAfter) ? [] : [tbs ? 'validity' : 'certificate'];
  const read = <T>(id: string, reader: (value: Uint8Array) => T | null): T | null => {
    const extension = extensions.get(id);
    const value = extension ? reader(extension.value) : null;
    if (extension && value === null) broken.push(id);
    return value;
  };
  const unknown = [...extensions].find(([id, { critical }]) => critical && !HARMLESS.has(id));
  return {
    x509,
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: nameLine(x509.subject),
    issuer: nameLine(x509.issuer),
    subjectParts: tbs?.subject ?? [],
    subjectKey: nameKey(x509.subject),
    issuerKey: nameKey(x509.issuer),
    notBefore,
    notAfter,
    version: tbs?.version ?? 0,
    basic: read(ID.basic, readBasicConstraints),
    usage: read(ID.usage, readKeyUsage),
    purposes: read(ID.purposes, readExtendedKeyUsage),
    altNames: read(ID.altNames, readAltNames),
    constraints: read(ID.constraints, readNameConstraints),
    keyId: read(ID.keyId, readSubjectKeyId),
    ...hintsOf(extensions),
    malformed: broken[0] ?? '',
    unknownCritical: unknown?.[0] ?? '',
  };
};

const NOTHING = new Uint8Array();

/** Hints, which need not be there: that one cannot be read is no fault. */
const hintsOf = (extensions: ReadonlyMap<string, Extension>): Pick<Link, 'authorityKeyId' | 'caIssuers'> => {
  const valueAt = (id: string): Uint8Array => extensions.get(id)?.value ?? NOTHING;
  const access = readAuthorityAccess(valueAt(ID.authorityAccess));
  return {
    authorityKeyId: readAuthorityKeyId(valueAt(ID.authorityKeyId)),
    caIssuers: access?.caIssuers.filter((url) => FETCHABLE.test(url)) ?? [],
  };
};
