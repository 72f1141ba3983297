import { expect, it } from 'vitest';
import { salvage } from '../../src/config/salvage.ts';

const value = { port: 'x', admin: { host: 1, port: 2 }, list: ['a', 5, { b: 1 }] };

it.each([
  ['a key goes', [['port']], { admin: { host: 1, port: 2 }, list: ['a', 5, { b: 1 }] }],
  ['a key inside goes, its neighbours stay', [['admin', 'host']], { ...value, admin: { port: 2 } }],
  [
    'an entry of a list becomes empty, so that the others keep their places',
    [['list', 1]],
    { ...value, list: ['a', '', { b: 1 }] },
  ],
  ['a key of an entry goes', [['list', 2, 'b']], { ...value, list: ['a', 5, {}] }],
  ['what is not there changes nothing', [['none'], ['admin', 'none'], ['toString']], value],
  [
    'a path that leads into a value takes the whole value',
    [['port', 'deeper']],
    { admin: value.admin, list: value.list },
  ],
  ['several at once', [['port'], ['list', 0]], { admin: value.admin, list: ['', 5, { b: 1 }] }],
])('%s', (_, faults, expected) => {
  expect(salvage(value, faults)).toEqual(expected);
});
