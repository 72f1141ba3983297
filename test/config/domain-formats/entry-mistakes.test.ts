import { describe, expect, it } from 'vitest';
import type { ListName } from '../../../src/config/domain-formats/domain-lists.ts';
import { canonicalEntry, entryMistakes } from '../../../src/config/domain-formats/entry-mistakes.ts';

const entry = (list: ListName, value: string, line = 1) => ({
  list,
  value,
  place: { file: 'f', line, column: 5 },
  path: [list, line - 1],
});

const said = (list: ListName, value: string) => [...entryMistakes([entry(list, value)]).values()];

describe('slips', () => {
  const cases: readonly (readonly [ListName, string, string])[] = [
    ['connectSocket', 'wss://https://host.test', 'has two schemes; write "wss://host.test"'],
    ['request', 'https://https://host.test/v1', 'has two schemes; write "https://host.test"'],
    ['request', 'https:https://host.test', 'has two schemes; write "https://host.test"'],
    ['request', 'https://a.test\nhttps://b.test', '2 hosts are joined by line breaks'],
    ['request', 'https://a.test;https://b.test', '2 hosts are in one entry'],
    ['request', 'https://a.test, https://b.test', '2 hosts are in one entry'],
    ['request', 'https://a.test/', 'write "https://a.test"'],
    ['request', 'https://a.test:8443/v1?q=1', 'write "https://a.test:8443"'],
    ['request', 'https://me@a.test', 'write "https://a.test"'],
    ['request', ' https://a.test', 'white space'],
    ['webview', 'http://a.test', 'write "https://" and a name'],
  ];
  it.each(cases)('%s: %j', (list, value, message) => {
    const [problem, ...others] = said(list, value);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ file: 'f', line: 1, column: 5, rule: null });
    expect(problem?.message).toContain(message);
  });

  it.each([
    ['request', 'https://a.test'],
    ['request', 'https://a.test:8443'],
    ['udp', 'a.test'],
    ['webview', 'https://a.test'],
  ] as const)('%s: %j is none', (list, value) => {
    expect(said(list, value)).toEqual([]);
  });
});

it('names the second of two that are the same in other spellings, and where the first stands', () => {
  const entries = [
    entry('request', 'https://bücher.test', 1),
    entry('request', 'HTTPS://XN--BCHER-KVA.TEST.', 2),
    entry('uploadFile', 'https://bücher.test', 3),
  ];
  const mistakes = [...entryMistakes(entries).values()];
  expect(mistakes).toMatchObject([{ line: 2, path: 'request[1]' }]);
  expect(mistakes[0]?.message).toContain('first in line 1, column 5');
});

it.each([
  ['request', 'A.test', 'https://a.test'],
  ['connectSocket', 'wss://A.test:80', 'wss://a.test:80'],
  ['request', 'https://a.test/x', 'https://a.test/x'],
] as const)('%s %s is %s', (list, value, canonical) => {
  expect(canonicalEntry({ list, value })).toBe(canonical);
});
