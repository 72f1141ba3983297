import { type ChainCase, chainCases } from '../../support/chains.ts';
import { makeCa } from '../../support/pki.ts';
import { JAVA_SHA1 } from './faults.ts';
import { CLIENTS, EDWARDS, each, HOST, type Row, type Rows, serves } from './row.ts';

/** Which rule speaks of what a path comes to. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^self-signed/, 'cert-self-signed'],
  [/^incomplete/, 'cert-chain'],
  [/^unknown-root|^broken/, 'cert-trusted'],
  [/expired|not-yet-valid/, 'cert-dates'],
];

/** What the table of chains does not say, for it is of paths alone. */
const besides: Readonly<Record<string, Partial<Row>>> = {
  Ed25519: { fails: 'cert-ats', differs: each(CLIENTS, EDWARDS) },
  'SHA-1': { fails: 'cert-ats', differs: { java: JAVA_SHA1 } },
  'cross-signed by a root out of date, to a platform that knows it alone': {
    fails: ['cert-dates', '', 'cert-dates'],
    differs: { java: 'Java asks no root for its dates, like Android.' },
  },
  'a store that has the intermediate': { differs: { java: 'Java completes a chain from its store, too.' } },
  'an intermediate for clients': { differs: { java: 'Java asks the purpose of a server’s own certificate only.' } },
  // OpenSSL agrees to no TLS 1.2 with such a key, for it signs nothing.
  'a key that may only sign CRLs': {
    fails: ['cert-trusted', 'cert-trusted', 'cert-trusted tls-legacy'],
    eras: ['up to 4.4: tls-legacy', '5 to 7.1.0: tls-legacy', '7.1.1 to 9: tls-legacy'],
  },
};

const rowOf = (name: string, { sent, roots, says, also = {}, because }: ChainCase): Row => {
  const [own] = sent;
  const cert = sent.map((one) => one.cert).join('');
  const warned = says.startsWith('trusted wrong') || also.strangers || also.duplicates;
  return {
    serve: () => serves({ cert, key: own?.key }),
    roots,
    fails: RULES.flatMap(([pattern, rule]) => (pattern.test(says) ? [rule] : [])).join(' '),
    ...(warned ? { warns: 'cert-chain' } : {}),
    ...besides[name],
    differs: { ...(because ? each(['openssl', 'curl', 'node'], because) : {}), ...besides[name]?.differs },
  };
};

const TOLD = 'Programs here trust what they are told to; such phones no longer trust this CA.';

/** A server whose certificate is from a root of this name. */
const under = (organisation: string, name: string): Pick<Row, 'serve' | 'roots'> => {
  const ca = makeCa({ name, organisation });
  const { chain, key } = ca.issue({ names: [HOST] });
  return { serve: () => serves({ cert: chain, key }), roots: [ca] };
};

/** Chains, good and bad, and whose they are. */
export const chains: Rows = {
  ...Object.fromEntries(Object.entries(chainCases).map(([name, row]) => [name, rowOf(name, row)])),
  'a CA that no phone trusts any longer': {
    ...under('WoSign CA Limited', 'Some Root'),
    fails: 'ca-distrust',
    differs: each(CLIENTS, TOLD),
  },
  'a CA that Android alone no longer trusts': {
    ...under('CNNIC', 'Some Root'),
    fails: ['', 'ca-distrust', 'ca-distrust'],
    differs: each(CLIENTS, TOLD),
  },
  'a root that Android knows from 7.1.1 on': {
    ...under('Internet Security Research Group', 'ISRG Root X1'),
    fails: '',
    eras: ['up to 4.4: cert-trusted tls-legacy', '5 to 7.1.0: cert-trusted'],
  },
  'a root that Android knows from 14 on': {
    ...under('Internet Security Research Group', 'ISRG Root X2'),
    fails: '',
    eras: [
      'up to 4.4: cert-trusted tls-legacy',
      '5 to 7.1.0: cert-trusted',
      '7.1.1 to 9: cert-trusted',
      '10 to 13: cert-trusted',
    ],
  },
};
