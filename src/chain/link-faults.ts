import type { LinkFault, LinkFaultKind } from '../model/path-facts.ts';
import type { Link } from './link.ts';
import { refusedName } from './refused-name.ts';
import type { Way } from './walk.ts';
import type { GeneralName } from './x509/general-name.ts';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const ANY_PURPOSE = '2.5.29.37.0';

/** What is wrong, in words of its own; null: nothing. */
type Look = (link: Link, at: number, way: Way) => string | null;

/** What every certificate of a way is asked. `at` is its place, the server's own being 0. */
const LOOKS: readonly (readonly [LinkFaultKind, Look])[] = [
  ['bad-signature', (_, at, { broken }) => (at === broken ? '' : null)],
  ['malformed', ({ malformed }) => malformed || null],
  ['critical-extension', ({ unknownCritical }) => unknownCritical || null],
  ['not-a-ca', (link, at) => (at === 0 || isCa(link) ? null : '')],
  [
    'key-usage',
    ({ usage }, at) =>
      usage && !(at === 0 ? servesTls(usage) : usage.has('keyCertSign')) ? [...usage].join(', ') : null,
  ],
  ['path-length', (link, at, way) => tooLong(link, at, way)],
  ['name-constraints', (link, at, way) => keptOut(link, at, way)],
  [
    'purpose',
    ({ purposes }) =>
      !purposes || purposes.some((one) => one === SERVER_AUTH || one === ANY_PURPOSE) ? null : purposes.join(', '),
  ],
];

/** What is wrong with the certificates of a way, from below. `at`: epoch milliseconds. */
export const linkFaults = (way: Way, at: number): readonly LinkFault[] =>
  way.links.flatMap((link, place) => {
    const faults = LOOKS.flatMap(([kind, look]) => {
      const detail = look(link, place, way);
      return detail === null ? [] : [{ kind, subject: link.subject, link: place, detail }];
    });
    return [...faults, ...dateFaults(link, place, at)];
  });

const dateFaults = ({ subject, notBefore, notAfter }: Link, link: number, at: number): readonly LinkFault[] => {
  if (at > notAfter) return [{ kind: 'expired', subject, link, detail: '' }];
  return at < notBefore ? [{ kind: 'not-yet-valid', subject, link, detail: '' }] : [];
};

/** A root of before version 3 has no extensions to say so with. */
const isCa = ({ basic, version, subjectKey, issuerKey }: Link): boolean =>
  basic?.ca ?? (version < 3 && subjectKey === issuerKey);

const servesTls = (usage: NonNullable<Link['usage']>): boolean =>
  usage.has('digitalSignature') || usage.has('keyEncipherment') || usage.has('keyAgreement');

const isSelfIssued = ({ subjectKey, issuerKey }: Link): boolean => subjectKey === issuerKey;

/** Those CAs count that stand between and have not issued themselves (RFC 5280, 4.2.1.9). */
const tooLong: Look = ({ basic }, at, { links }) => {
  const most = basic?.pathLength ?? null;
  const below = links.slice(1, at).filter((link) => !isSelfIssued(link)).length;
  return at > 0 && most !== null && below > most ? `${most} allowed, ${below} below` : null;
};

const keptOut: Look = ({ constraints }, at, { links }) => {
  if (!constraints || at === 0) return null;
  const names = links.slice(0, at).flatMap((link, place) => (place > 0 && isSelfIssued(link) ? [] : namesOf(link)));
  const refused = refusedName(names, constraints);
  return refused && nameText(refused);
};

const namesOf = ({ altNames, subjectParts }: Link): readonly GeneralName[] => [
  ...(altNames ?? []),
  ...(subjectParts.length > 0 ? [{ kind: 'directory' as const, parts: subjectParts }] : []),
];

const nameText = (name: GeneralName): string => {
  if ('text' in name) return name.text;
  if (name.kind === 'directory') return name.parts.join(', ');
  return name.kind === 'ip' ? addressText(name.bytes) : 'a name of another kind';
};

const addressText = (bytes: Uint8Array): string =>
  bytes.length === 4
    ? bytes.join('.')
    : (
        Buffer.from(bytes)
          .toString('hex')
          .match(/.{1,4}/g) ?? []
      ).join(':');
