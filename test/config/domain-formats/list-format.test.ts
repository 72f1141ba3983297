import { describe, expect, it } from 'vitest';
import { listFormat } from '../../../src/config/domain-formats/list-format.ts';

const read = (text: string) => listFormat.read('l.txt', text);

it('reads sections, lines of list and host, and comments', () => {
  const text =
    '# ours\r\n[ Request ]\r\nhttps://a.test  # the shop\r\n\r\n  connectSocket wss://a.test\r\nhttps://b.test\n';
  const { entries, problems } = read(text);
  expect(problems).toEqual([]);
  expect(entries.map(({ list, value, place: { line, column } }) => [list, value, line, column])).toEqual([
    ['request', 'https://a.test', 3, 1],
    ['connectSocket', 'wss://a.test', 5, 17],
    ['request', 'https://b.test', 6, 1],
  ]);
});

describe('mistakes', () => {
  it.each([
    ['https://a.test', 1, 1, 'no list is named for "https://a.test"'],
    ['\n [requests]', 2, 3, 'did you mean "request"?'],
    ['fetch https://a.test', 1, 1, '"fetch" is no list'],
  ])('%j', (text, line, column, message) => {
    const { problems } = read(text);
    expect(problems).toMatchObject([{ file: 'l.txt', line, column }]);
    expect(problems[0]?.message).toContain(message);
  });
});
