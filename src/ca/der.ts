import forge from 'node-forge';

/** A piece of ASN.1, encoded as DER (ITU-T X.690) by node-forge. */
export type Der = forge.asn1.Asn1;

const { asn1 } = forge;
const { Class, Type } = asn1;

const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const primitive = (type: forge.asn1.Type, value: string): Der => asn1.create(Class.UNIVERSAL, type, false, value);

export const sequence = (...items: readonly Der[]): Der =>
  asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, [...items]);
export const set = (...items: readonly Der[]): Der => asn1.create(Class.UNIVERSAL, Type.SET, true, [...items]);
/** An object identifier in dots: `2.5.4.3`. */
export const oid = (dotted: string): Der => primitive(Type.OID, asn1.oidToDer(dotted).getBytes());
export const utf8 = (text: string): Der => primitive(Type.UTF8, binary(Buffer.from(text, 'utf8')));
/** A big-endian two's complement; the first bit of a positive number is 0. */
export const integer = (bytes: Uint8Array): Der => primitive(Type.INTEGER, binary(bytes));
export const truth = (): Der => primitive(Type.BOOLEAN, '\u00ff');
export const nothing = (): Der => primitive(Type.NULL, '');
export const octets = (bytes: Uint8Array): Der => primitive(Type.OCTETSTRING, binary(bytes));
/** `unused`: how many of the last byte's low bits are padding. */
export const bits = (bytes: Uint8Array, unused = 0): Der =>
  primitive(Type.BITSTRING, String.fromCharCode(unused) + binary(bytes));
/** [tag] EXPLICIT or a constructed [tag] IMPLICIT. */
export const tagged = (tag: number, ...items: readonly Der[]): Der =>
  asn1.create(Class.CONTEXT_SPECIFIC, tag, true, [...items]);
/** A primitive [tag] IMPLICIT. */
export const taggedBytes = (tag: number, bytes: Uint8Array): Der =>
  asn1.create(Class.CONTEXT_SPECIFIC, tag, false, binary(bytes));

/** To the second; UTCTime up to 2049, then GeneralizedTime (RFC 5280, 4.1.2.5). */
export const time = (at: Date): Der =>
  at.getUTCFullYear() < 2050
    ? primitive(Type.UTCTIME, asn1.dateToUtcTime(at))
    : primitive(Type.GENERALIZEDTIME, asn1.dateToGeneralizedTime(at));

export const encode = (der: Der): Buffer => Buffer.from(asn1.toDer(der).getBytes(), 'latin1');

/** Only for what node:crypto has parsed before: our own keys and our own root. */
export const decode = (bytes: Uint8Array): Der => asn1.fromDer(binary(bytes));

/** The parts of a SEQUENCE, SET or constructed tag; none for a primitive. */
export const partsOf = (der: Der | undefined): readonly Der[] =>
  der && typeof der.value !== 'string' ? der.value : [];

/** The content of a primitive; empty for a constructed one. */
export const bytesOf = (der: Der | undefined): Buffer =>
  Buffer.from(der && typeof der.value === 'string' ? der.value : '', 'latin1');
