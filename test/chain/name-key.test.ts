import { expect, it } from 'vitest';
import { nameKey } from '../../src/chain/name-key.ts';
import { makeCa } from '../support/pki.ts';

it.each([
  ['C=US\nO=Shop\nCN=A Root', 'c=us\no=shop\ncn=a root'],
  ['CN=  A \t Root  \nO=Shop ', 'cn=a root\no=shop'],
  ['CN=Főtanúsítvány', 'cn=főtanúsítvány'],
  ['', ''],
  [undefined, ''],
])('%o: %o', (name, key) => {
  expect(nameKey(name)).toBe(key);
});

it('of certificates whose names differ in case and spaces is the same', () => {
  const keys = ['A Root', 'a  ROOT', ' A Root '].map((name) => nameKey(makeCa({ name }).x509.subject));
  expect(new Set(keys).size).toBe(1);
});
