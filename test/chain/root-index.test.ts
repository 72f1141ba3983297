import { expect, it } from 'vitest';
import { linkOf } from '../../src/chain/link.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import { makeCa, selfSigned } from '../support/pki.ts';

const one = makeCa({ name: 'One' });
const two = makeCa({ name: 'Two' });
const twin = makeCa({ name: 'ONE' });

it('finds roots by their names, however these are written', () => {
  const index = indexRoots([one.cert, two.cert, twin.cert]);
  const found = [one, two, twin].map(({ x509 }) =>
    index.get(linkOf(x509).issuerKey).map((root) => root.x509.toString()),
  );
  expect(found).toEqual([[one.cert, twin.cert], [two.cert], [one.cert, twin.cert]]);
  expect(index.size).toBe(2);
});

it('reads a root once, and has none of another name', () => {
  const index = indexRoots([one.cert]);
  const { subjectKey } = linkOf(one.x509);
  expect(index.get(subjectKey)).toBe(index.get(subjectKey));
  expect(index.get('cn=three')).toEqual([]);
});

it('takes a server’s own certificate that is named as a root', () => {
  expect(indexRoots([selfSigned({ names: ['a.test'] }).cert]).size).toBe(1);
});

it('leaves out an intermediate, of whatever store', () => {
  expect(indexRoots([makeCa({ name: 'Below', parent: one }).cert]).size).toBe(0);
});

it('throws at what is no certificate', () => {
  expect(() => indexRoots(['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])).toThrow();
});
