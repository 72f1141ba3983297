import { expect, it } from 'vitest';
import { indexRoots } from '../../src/chain/root-index.ts';
import { makeCa, selfSigned } from '../support/pki.ts';

const one = makeCa({ name: 'One' });
const two = makeCa({ name: 'Two' });
const twin = makeCa({ name: 'ONE' });

it('finds roots by their names, however these are written', () => {
  const index = indexRoots([one.cert, two.cert, twin.cert]);
  expect([...index.values()].map((roots) => roots.map(({ x509 }) => x509.toString()))).toEqual([
    [one.cert, twin.cert],
    [two.cert],
  ]);
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
