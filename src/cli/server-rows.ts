import type { KeyExchange, Resumption, ServerFacts, VersionAnswer } from '../model/server-facts.ts';
import { VERSIONS } from '../probe/versions.ts';

/** What a server does at the level of TLS, for a reader: a name and a text each. */
export const serverRows = (server: ServerFacts): readonly (readonly [name: string, text: string])[] => [
  ['TLS', offeredText(server)],
  ...listed('sends', sentText(server)),
  ...listed('also', alsoText(server)),
];

/** `1.2` for `TLSv1.2`, `1.0` for `TLSv1`. */
export const versionText = (version: string): string => (version === 'TLSv1' ? '1.0' : version.replace('TLSv', ''));

const offeredText = ({ versions }: ServerFacts): string => {
  const texts = VERSIONS.flatMap((version) => {
    const answer = versions[version];
    if (answer.outcome !== 'offered') return [];
    const exchange = answer.keyExchange ? ` (${exchangeText(answer.keyExchange)})` : '';
    return [`${versionText(version)}${exchange}`];
  });
  return texts.length > 0 ? texts.join(', ') : 'none';
};

const exchangeText = (exchange: KeyExchange): string => {
  if (exchange.kind === 'ecdhe') return exchange.group;
  if (exchange.kind === 'dhe') return `DH ${exchange.bits}`;
  return exchange.kind === 'rsa' ? 'RSA, no forward secrecy' : 'ECDH, no forward secrecy';
};

const sentText = ({ versions, best, staple, scts }: ServerFacts): string => {
  const shown = best && versions[best];
  const count = shown && shown.outcome === 'offered' ? (shown.chain?.length ?? 0) : 0;
  const promises = Object.entries(scts).flatMap(([way, list]) => {
    if (list === 'malformed') return [`SCTs that cannot be read (${way})`];
    return list.length > 0 ? [`${counted(list.length, 'SCT')} (${WAYS[way] ?? way})`] : [];
  });
  return [...(count > 0 ? [counted(count, 'certificate')] : []), ...stapleTexts(staple), ...promises].join('; ');
};

const WAYS: Readonly<Record<string, string>> = {
  tls: 'in the handshake',
  certificate: 'in the certificate',
  staple: 'in the staple',
};

const stapleTexts = (staple: ServerFacts['staple']): readonly string[] => {
  if (staple === null) return [];
  if (staple === 'malformed') return ['an OCSP staple that cannot be read'];
  const until = staple.nextUpdate === null ? '' : ` until ${new Date(staple.nextUpdate).toISOString().slice(0, 10)}`;
  return [`an OCSP staple: ${staple.certificateStatus ?? staple.responseStatus}${until}`];
};

const alsoText = ({ withoutName, withoutForwardSecrecy, resumption, clientCertificate }: ServerFacts): string =>
  [
    ...(withoutName === 'other-certificate' ? ['shows another certificate to clients that send no name (SNI)'] : []),
    ...(withoutName === 'refused' ? ['refuses clients that send no name (SNI)'] : []),
    ...takesWeak(withoutForwardSecrecy),
    ...resumes(resumption),
    ...(clientCertificate === 'requested' ? ['asks for a client certificate'] : []),
    ...(clientCertificate === 'required' ? ['demands a client certificate, which a mini program has not'] : []),
  ].join('; ');

const takesWeak = (answer: VersionAnswer | null): readonly string[] =>
  answer?.outcome === 'offered' ? [`takes ciphers without forward secrecy (${answer.cipher})`] : [];

/** The better of the two: clients use the newest version. */
const resumes = ({ tls13, legacy }: ServerFacts['resumption']): readonly string[] => {
  const answer: Resumption = tls13 ?? legacy ?? 'unknown';
  if (answer === 'unknown') return [];
  return [answer === 'yes' ? 'resumes sessions' : 'resumes no sessions: each connection costs a whole handshake'];
};

const listed = (name: string, text: string): readonly (readonly [string, string])[] =>
  text === '' ? [] : [[name, text]];

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
