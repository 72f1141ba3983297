import type { HostCheck } from '../check/check-host.ts';
import type { Look } from '../check/look.ts';
import type { CertificateFacts } from '../model/facts.ts';
import { keyText } from './check-json.ts';
import { serverRows } from './server-rows.ts';

/** A name and a text. */
export type Row = readonly [name: string, text: string];

/** Addresses that show the same, and what that is. */
export interface Shown {
  readonly addresses: readonly string[];
  readonly rows: readonly Row[];
}

const pinWords = { match: ' matches the app file', mismatch: ' is none of those in the app file', none: '' };

/** What the addresses of a host show: all that the first to answer does, and of others what differs from that. */
export const lookRows = ({ looks, pins }: HostCheck): readonly Shown[] => {
  const shown = looks.flatMap((look) => {
    const rows = rowsOf(look, pins);
    return rows.length > 0 ? [{ address: look.address, rows }] : [];
  });
  const [first] = shown;
  const known = new Set(first?.rows.map(keyOf));
  const groups = new Map<string, Shown>();
  for (const { address, rows } of shown) {
    const own = rows === first?.rows ? rows : rows.filter((row) => !known.has(keyOf(row)));
    const key = own.map(keyOf).join('\n');
    if (own.length > 0) groups.set(key, { addresses: [...(groups.get(key)?.addresses ?? []), address], rows: own });
  }
  return [...groups.values()];
};

const keyOf = ([name, text]: Row): string => `${name} ${text}`;

const rowsOf = ({ facts, server }: Look, pins: HostCheck['pins']): readonly Row[] => {
  const [leaf, ...above] = facts?.chain ?? [];
  const chain: readonly Row[] = leaf
    ? [['certificate', certificateText(leaf)], ...above.map((one) => ['behind it', certificateText(one)] as const)]
    : [];
  const pin: readonly Row[] = leaf ? [['pin', `${leaf.spki}${pinWords[pins]}`]] : [];
  return [...chain, ...(server ? serverRows(server) : []), ...pin];
};

const certificateText = ({ subject, issuer, keyType, keyBits, signatureHash, notAfter }: CertificateFacts): string =>
  `${subject}, ${keyText(keyType, keyBits)}, signed by ${issuer} with ${signatureHash.toUpperCase()}, until ${new Date(notAfter).toISOString().slice(0, 10)}`;
