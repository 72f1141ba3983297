import { alone, faults, faulty } from './faults.ts';
import { CLIENTS, isTaken, onEach, type Row, type Rows } from './row.ts';

type Place = 0 | 1 | 2;

/** Rules that say nothing more once another one has failed. */
const silenced: Readonly<Record<'fails' | 'warns', Readonly<Record<string, readonly string[]>>>> = {
  fails: {
    // There was no handshake, so that nothing was shown.
    unreachable: ['cert-dates', 'cert-name', 'cert-ats', 'cert-trusted', 'cert-chain'],
    // A chain that breaks off is not followed to its root.
    'cert-chain': ['cert-trusted'],
  },
  warns: {
    unreachable: ['cert-dates', 'cert-chain'],
    // The order of a chain that does not hold is nobody's concern.
    'cert-trusted': ['cert-chain'],
    'cert-dates': ['cert-dates'],
    // What is not sent has no dates.
    'cert-chain': ['cert-dates'],
  },
};

/** Faults that cannot be those of one server, or are one and the same thing. */
const apart: readonly (readonly [string, string])[] = [
  ['expired', 'not yet valid'],
  ['an unknown root', 'an intermediate that ends soon'],
  ['no intermediate', 'the wrong order'],
];

const wordsOf = (...texts: readonly string[]): readonly string[] =>
  [...new Set(texts.flatMap((text) => text.split(' ').filter((word) => word !== '')))].sort();

const heard = (kind: 'fails' | 'warns', words: readonly string[], failing: readonly string[]): string => {
  const hidden = failing.flatMap((rule) => silenced[kind][rule] ?? []);
  return words.filter((word) => !hidden.includes(word)).join(' ');
};

/** Both are told, and a client that refuses one of them refuses both. */
const pairOf = (one: Row, other: Row): Omit<Row, 'serve'> => {
  const failing = (place: Place) => wordsOf(onEach(one.fails)[place], onEach(other.fails)[place]);
  const at = (place: Place) => heard('fails', failing(place), failing(place));
  const warns = heard('warns', wordsOf(one.warns ?? '', other.warns ?? ''), failing(2));
  const differs = CLIENTS.flatMap((client) => {
    const why =
      [one, other].every((row) => isTaken(row, client)) !== (at(2) === '') &&
      (one.differs?.[client] ?? other.differs?.[client]);
    return why ? [[client, why]] : [];
  });
  // Where there is no handshake, nothing is known of versions.
  const eras = one.eras ?? other.eras;
  return { fails: [at(0), at(1), at(2)], warns, ...(eras ? { eras } : {}), differs: Object.fromEntries(differs) };
};

const entries = Object.entries(faults);

/** Every two faults that one server can have. */
export const pairs: Rows = Object.fromEntries(
  entries.flatMap(([one, fault], place) =>
    entries.slice(place + 1).flatMap(([other, second]) => {
      const [row, next] = [alone[one], alone[other]];
      if (!row || !next || apart.some((both) => both.includes(one) && both.includes(other))) return [];
      return [[`${one}; ${other}`, { ...pairOf(row, next), serve: () => faulty(fault, second) }]];
    }),
  ),
);
