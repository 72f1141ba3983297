import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/config/document.ts';

const text = `// a comment
{
  "appid": "wx1", /* another */
  "domains": {
    "request": ["https://a.test", "https://b.test",],
  },
}
`;

describe('a text with comments and trailing commas', () => {
  const document = parseDocument('x.json', text);

  it('is read', () => {
    expect(document.problems).toEqual([]);
    expect(document.value).toEqual({ appid: 'wx1', domains: { request: ['https://a.test', 'https://b.test'] } });
  });

  it.each([
    ['the top', [], 2, 1],
    ['a value', ['appid'], 3, 12],
    ['an entry of a list', ['domains', 'request', 1], 5, 35],
    ['nothing there: the object around it', ['domains', 'udp'], 4, 14],
    ['nothing there at all: the top', ['lan', 'prefix'], 2, 1],
  ])('%s stands where it stands', (_, path, line, column) => {
    expect(document.locate(path)).toEqual({ file: 'x.json', line, column });
  });

  it('a key stands before its value', () => {
    expect(document.locateKey(['domains', 'request'])).toEqual({ file: 'x.json', line: 5, column: 5 });
  });
});

it('lines end as on Windows or as on a Mac, and a BOM is no part of the first', () => {
  const document = parseDocument('x.json', '\uFEFF{\r\n"a": 1,\r"b": 2}');
  expect(document.locate(['a'])).toMatchObject({ line: 2, column: 6 });
  expect(document.locate(['b'])).toMatchObject({ line: 3, column: 6 });
});

describe('mistakes of form', () => {
  it.each([
    ['{ "a": 1 "b": 2 }', 1, 10, 'a comma is expected here'],
    ['{\n  "a" 1 }', 2, 7, 'a colon is expected here, between a key and its value'],
    ['{\n  a: 1 }', 2, 3, 'this is neither a string in double quotes, nor a number, true, false or null'],
    ['', 1, 1, 'a value is expected here'],
    ['{ "a": "x', 1, 8, 'the string is not closed: a " is missing'],
    ['{ "a": [1 }', 1, 11, 'a comma is expected here'],
    ['{} {}', 1, 4, 'the file goes on after the end of its value; delete what follows'],
    ['{ "a": 1', 1, 9, 'the object that began before is not closed: a } is missing'],
  ])('%j', (source, line, column, message) => {
    const { value, problems } = parseDocument('x.json', source);
    expect(value).toBeUndefined();
    expect(problems[0]).toEqual({ file: 'x.json', line, column, path: '', rule: null, message });
  });

  it('a slip that makes the parser stumble twice in a line is one problem; two lines are two', () => {
    const { problems } = parseDocument('x.json', '{ "a": nul,\n "b": nul }');
    expect(problems.map(({ line }) => line)).toEqual([1, 2]);
  });
});

describe('keys that would lose a value without a word', () => {
  it('a key that stands twice', () => {
    const { problems } = parseDocument('x.json', '{ "a": { "b": 1,\n "b": 2 } }');
    expect(problems).toMatchObject([
      { line: 2, column: 2, path: 'a.b', message: expect.stringContaining('stands twice') },
    ]);
  });

  it('__proto__, also in a list', () => {
    const { problems } = parseDocument('x.json', '[{ "__proto__": {} }]');
    expect(problems).toMatchObject([{ line: 1, column: 4, path: '[0].__proto__', message: 'this key cannot be used' }]);
  });
});
