import type { TlsOptions } from 'node:tls';
import { type IssueOptions, makeCa, type TestCa, type TestCertificate } from '../../support/pki.ts';
import { daysFromNow, HOST, middle, type Row, type Rows, serves } from './row.ts';

/** One thing that is wrong, so that two of them can be wrong with one server. */
export interface Fault extends Omit<Row, 'serve'> {
  readonly issued?: IssueOptions;
  readonly tls?: TlsOptions;
  readonly ca?: TestCa;
  /** Which of the certificates are sent; default: its own and the intermediates. */
  readonly sent?: (own: TestCertificate, ca: TestCa) => string;
}

const stranger = makeCa({ name: 'Root of Strangers' });
const strangeMiddle = makeCa({ name: 'Strange Intermediate', parent: stranger });
const lateMiddle = (notAfter: Date) =>
  makeCa({ name: 'Zoo Intermediate', parent: middle.root, reuseKey: middle.keyObject, notAfter });

export const JAVA_SHA1 = 'Java forbids SHA-1 below the roots that it brings along, not below others.';
const isOldNode = Number.parseInt(process.versions.node, 10) < 24;
const NODE_KEYS = 'Node up to 22 asks OpenSSL for less than Debian does.';

export const faults: Readonly<Record<string, Fault>> = {
  expired: { issued: { notAfter: daysFromNow(-1) }, fails: 'cert-dates' },
  'not yet valid': { issued: { notBefore: daysFromNow(1) }, fails: 'cert-dates' },
  'another name': { issued: { names: ['other.test'] }, fails: 'cert-name' },
  'an RSA key of 1024 bits': {
    issued: { key: 'rsa1024' },
    fails: 'cert-ats',
    differs: { java: 'Java refuses keys of less than 1024 bits.', ...(isOldNode ? { node: NODE_KEYS } : {}) },
  },
  'a signature of SHA-1': { issued: { hash: 'sha1' }, fails: 'cert-ats', differs: { java: JAVA_SHA1 } },
  'a purpose that is none of a server’s': { issued: { eku: ['clientAuth'] }, fails: 'cert-trusted' },
  'no intermediate': { sent: ({ cert }) => cert, fails: 'cert-chain' },
  'an unknown root': { ca: strangeMiddle, fails: 'cert-trusted' },
  'the wrong order': {
    sent: ({ cert }, ca) => cert + ca.root.cert + ca.cert,
    fails: '',
    warns: 'cert-chain',
  },
  'an intermediate that ends soon': { ca: lateMiddle(daysFromNow(5)), fails: '', warns: 'cert-dates' },
  'a client certificate demanded, TLS 1.2': {
    tls: { maxVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: true },
    fails: 'unreachable',
    eras: [],
  },
};

/** A server with these faults. */
export const faulty = (...all: readonly Fault[]) => {
  const ca = all.find((fault) => fault.ca)?.ca ?? middle;
  const sent = all.find((fault) => fault.sent)?.sent ?? (({ chain }: TestCertificate) => chain);
  const issued: IssueOptions = Object.assign({ names: [HOST] }, ...all.map((fault) => fault.issued));
  const own = ca.issue(issued);
  const tls: TlsOptions = Object.assign({}, ...all.map((fault) => fault.tls));
  return serves({ cert: sent(own, ca), key: own.key, ...tls });
};

export const alone: Rows = Object.fromEntries(
  Object.entries(faults).map(([name, fault]) => [name, { ...fault, serve: () => faulty(fault) }]),
);
