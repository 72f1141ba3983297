import { expect, it } from 'vitest';
import { nameLine } from '../../src/chain/name-line.ts';

it.each([
  ['C=US\nO=Shop\nCN=a.test', 'CN=a.test, O=Shop, C=US'],
  ['CN=a.test', 'CN=a.test'],
  ['', ''],
  [undefined, ''],
])('%o: %s', (name, line) => {
  expect(nameLine(name)).toBe(line);
});
