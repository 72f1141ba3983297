import { expect, it } from 'vitest';
import { readKeyUsage } from '../../../src/chain/x509/key-usage.ts';

const read = (hex: string) => readKeyUsage(Buffer.from(hex, 'hex'));

it.each([
  ['03020106', ['keyCertSign', 'cRLSign']],
  ['03020780', ['digitalSignature']],
  ['030205a0', ['digitalSignature', 'keyEncipherment']],
  ['0303070080', ['decipherOnly']],
  ['030100', []],
])('%s', (hex, usages) => {
  expect([...(read(hex) ?? ['none'])]).toEqual(usages);
});

it.each([
  ['no bits', '04020106'],
  ['no count of padding', '0300'],
  ['a byte of padding', '03020806'],
])('none: %s', (_, hex) => {
  expect(read(hex)).toBeNull();
});
