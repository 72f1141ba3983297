import { expect, it } from 'vitest';
import { headText } from '../../src/exchange/head-text.ts';

it.each([
  [101, 'Switching Protocols', ['A', '1', 'a', '2'], 'HTTP/1.1 101 Switching Protocols\r\nA: 1\r\na: 2\r\n\r\n'],
  [103, '', [], 'HTTP/1.1 103 \r\n\r\n'],
])('%i %s', (status, statusText, headers, expected) => {
  expect(headText(status, statusText, headers)).toBe(expected);
});
