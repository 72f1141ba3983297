import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/config/document.ts';
import { keyedFormat, readKeyed } from '../../../src/config/domain-formats/keyed-format.ts';

const format = keyedFormat('douyin', 'tcsas', { request: 'request', socket: 'connectSocket' }, ['action']);

describe('reading', () => {
  it('takes each key for its list, with the place of every host', () => {
    const { entries, problems, warnings } = format.read('f.json', '{ "action": "get",\n "socket": ["wss://a.test"] }');
    expect([problems, warnings]).toEqual([[], []]);
    expect(entries).toEqual([
      {
        list: 'connectSocket',
        value: 'wss://a.test',
        place: { file: 'f.json', line: 2, column: 13 },
        path: ['socket', 0],
      },
    ]);
  });

  it.each([
    ['{ "request": "https://a.test" }', 1, 14, 'a list of hosts is expected'],
    ['{ "request": ["https://a.test",\n 7] }', 2, 2, 'a host in double quotes is expected'],
    ['[]', 1, 1, 'an object is expected'],
    ['{ "request": [ }', 1, 16, ''],
  ])('%s is told with its place', (text, line, column, message) => {
    const [problem] = format.read('f.json', text).problems;
    expect(problem).toMatchObject({ file: 'f.json', line, column });
    expect(problem?.message).toContain(message);
  });

  it('an unknown key is left out, and said', () => {
    const { entries, warnings } = format.read('f.json', '{ "sockets": ["wss://a.test"] }');
    expect(entries).toEqual([]);
    expect(warnings).toMatchObject([{ line: 1, column: 3, path: 'sockets' }]);
    expect(warnings[0]?.message).toContain('did you mean "socket"?');
  });

  it('reads an object further down', () => {
    const document = parseDocument('a.json', '{ "domains": { "request": ["https://a.test"] } }');
    const { entries } = readKeyed(document, ['domains'], { lists: { request: 'request' }, others: [] });
    expect(entries).toMatchObject([{ list: 'request', path: ['domains', 'request', 0] }]);
  });
});
