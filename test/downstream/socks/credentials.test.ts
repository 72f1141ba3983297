import { expect, it } from 'vitest';
import { readCredentials } from '../../../src/downstream/socks/credentials.ts';

it.each([
  ['wx1', [1, 3, 0x77, 0x78, 0x31, 1, 0x70]],
  ['wx1', [1, 3, 0x77, 0x78, 0x31, 0]],
  ['', [1, 0, 0]],
])('%j, whatever the password', (user, bytes) => {
  expect(readCredentials(Buffer.from([...bytes, 9]))).toEqual({ value: user, end: bytes.length });
  for (let length = 0; length < bytes.length; length += 1) {
    expect(readCredentials(Buffer.from(bytes.slice(0, length)))).toBe('more');
  }
});

it('another version is malformed', () => {
  expect(readCredentials(Buffer.from([5, 0, 0]))).toBe('malformed');
});
