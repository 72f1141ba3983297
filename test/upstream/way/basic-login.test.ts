import { expect, it } from 'vitest';
import { basicLogin } from '../../../src/upstream/way/basic-login.ts';

it('is a line of the header, or nothing', () => {
  expect(basicLogin({ user: 'anna', password: 'sésame' })).toBe('Proxy-Authorization: Basic YW5uYTpzw6lzYW1l\r\n');
  expect(basicLogin(null)).toBe('');
});
