import { expect, it } from 'vitest';
import { refusedName } from '../../src/chain/refused-name.ts';
import type { GeneralName } from '../../src/chain/x509/general-name.ts';

const dns = (text: string): GeneralName => ({ kind: 'dns', text });
const email = (text: string): GeneralName => ({ kind: 'email', text });
const uri = (text: string): GeneralName => ({ kind: 'uri', text });
const ip = (...bytes: readonly number[]): GeneralName => ({ kind: 'ip', bytes: Uint8Array.from(bytes) });
const directory = (...parts: readonly string[]): GeneralName => ({ kind: 'directory', parts });
const other = (tag: number): GeneralName => ({ kind: 'other', tag });

/** RFC 5280, 4.2.1.10. */
const rows: readonly (readonly [name: GeneralName, tree: GeneralName, isWithin: boolean])[] = [
  [dns('a.test'), dns('a.test'), true],
  [dns('b.A.test'), dns('a.TEST'), true],
  [dns('ba.test'), dns('a.test'), false],
  [dns('a.test.'), dns('a.test'), true],
  [dns('*.a.test'), dns('a.test'), true],
  [dns('a.test'), dns('.a.test'), false],
  [dns('b.a.test'), dns('.a.test'), true],
  [dns('a.test'), dns(''), true],
  [ip(10, 1, 2, 3), ip(10, 0, 0, 0, 255, 0, 0, 0), true],
  [ip(11, 1, 2, 3), ip(10, 0, 0, 0, 255, 0, 0, 0), false],
  [ip(10, 1, 2, 3), ip(10, 0, 0, 0), false],
  [ip(...Array(16).fill(1)), ip(...Array(16).fill(1), ...Array(16).fill(255)), true],
  [ip(...Array(16).fill(1)), ip(10, 0, 0, 0, 255, 0, 0, 0), false],
  [email('a@b.test'), email('a@b.test'), true],
  [email('c@b.test'), email('a@b.test'), false],
  [email('a@b.test'), email('b.test'), true],
  [email('a@c.b.test'), email('b.test'), false],
  [email('a@c.b.test'), email('.b.test'), true],
  [uri('https://a.test/x'), uri('a.test'), true],
  [uri('https://u@b.a.test:8443/x'), uri('.a.test'), true],
  [uri('https://b.a.test/x'), uri('a.test'), false],
  [uri('urn:x'), uri('a.test'), false],
  [directory('c=us', 'o=shop', 'cn=a'), directory('c=us', 'o=shop'), true],
  [directory('c=us', 'o=else'), directory('c=us', 'o=shop'), false],
  [directory('c=us'), directory('c=us', 'o=shop'), false],
];

it.each(rows)('%o within %o: %s', (name, tree, isWithin) => {
  expect(refusedName([name], { permitted: [tree], excluded: [] })).toBe(isWithin ? null : name);
  expect(refusedName([name], { permitted: [], excluded: [tree] })).toBe(isWithin ? name : null);
});

it('a name of a kind that no subtree is of may be anything', () => {
  expect(refusedName([dns('a.test')], { permitted: [ip(10, 0, 0, 0, 255, 0, 0, 0)], excluded: [] })).toBeNull();
  expect(refusedName([other(0xa0)], { permitted: [other(0x88), dns('a.test')], excluded: [] })).toBeNull();
});

it('what cannot be compared is kept out', () => {
  expect(refusedName([other(0xa0)], { permitted: [other(0xa0)], excluded: [] })).toEqual(other(0xa0));
  expect(refusedName([other(0xa0)], { permitted: [], excluded: [other(0xa0)] })).toEqual(other(0xa0));
});

it('a wildcard does not reach into what is excluded', () => {
  const excluded = [dns('secret.a.test')];
  expect(refusedName([dns('*.a.test')], { permitted: [], excluded })).toEqual(dns('*.a.test'));
  expect(refusedName([dns('*.b.test')], { permitted: [], excluded })).toBeNull();
  expect(refusedName([dns('a.test')], { permitted: [], excluded })).toBeNull();
});

it('a flood of names and subtrees is refused unread', () => {
  const many = Array.from({ length: 1_000 }, (_, n) => dns(`${n}.test`));
  expect(refusedName(many, { permitted: many, excluded: [] })).toEqual(many[0]);
});
