import { expect, it } from 'vitest';
import { METHOD, readGreeting } from '../../../src/downstream/socks/greeting.ts';

it.each([
  ['no more than a name can be had', [5, 1, 2], METHOD.user],
  ['no name is offered', [5, 1, 0], METHOD.none],
  ['both are offered: the name says which app', [5, 3, 0, 1, 2], METHOD.user],
  ['neither', [5, 2, 1, 3], METHOD.unacceptable],
  ['nothing', [5, 0], METHOD.unacceptable],
])('%s', (_, bytes, method) => {
  expect(readGreeting(Buffer.from([...bytes, 9]), false)).toEqual({ value: method, end: bytes.length });
  for (let length = 0; length < bytes.length; length += 1) {
    expect(readGreeting(Buffer.from(bytes.slice(0, length)), false)).toBe('more');
  }
});

it('another version is malformed', () => {
  expect(readGreeting(Buffer.from([4, 1, 0]), false)).toBe('malformed');
});

it.each([
  ['only no name is offered', [5, 1, 0], METHOD.unacceptable],
  ['a name is among others', [5, 2, 0, 2], METHOD.user],
])('where a password is wanted and %s', (_, bytes, method) => {
  expect(readGreeting(Buffer.from(bytes), true)).toMatchObject({ value: method });
});
