import { expect, it } from 'vitest';
import { readCredentials } from '../../../src/downstream/socks/credentials.ts';

it.each([
  ['wx1', 'p', [1, 3, 0x77, 0x78, 0x31, 1, 0x70]],
  ['wx1', '', [1, 3, 0x77, 0x78, 0x31, 0]],
  ['', '', [1, 0, 0]],
  ['é', 'é:', [1, 2, 0xc3, 0xa9, 3, 0xc3, 0xa9, 0x3a]],
])('%j with the password %j', (name, password, bytes) => {
  expect(readCredentials(Buffer.from([...bytes, 9]))).toEqual({ value: { name, password }, end: bytes.length });
  for (let length = 0; length < bytes.length; length += 1) {
    expect(readCredentials(Buffer.from(bytes.slice(0, length)))).toBe('more');
  }
});

it('another version is malformed', () => {
  expect(readCredentials(Buffer.from([5, 0, 0]))).toBe('malformed');
});
