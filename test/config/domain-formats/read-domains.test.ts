import { expect, it } from 'vitest';
import { readDomains } from '../../../src/config/domain-formats/read-domains.ts';

it('tells the format by the text', () => {
  expect(readDomains('f', '{ "socket": ["wss://a.test"] }', null)).toMatchObject({
    format: 'douyin',
    entries: [{ list: 'connectSocket', value: 'wss://a.test' }],
    problems: [],
  });
});

it('a format that is named is the one that is read', () => {
  expect(readDomains('f', 'request https://a.test', 'tcsas').problems).not.toEqual([]);
  expect(readDomains('f', 'request https://a.test', 'list').problems).toEqual([]);
});

it('reads an app file’s own lists', () => {
  const text = '{ "appid": "wx1", "domains": {\n "udp": ["udp://a.test"] } }';
  expect(readDomains('app.json', text, null)).toMatchObject({
    format: 'app',
    entries: [{ list: 'udp', value: 'udp://a.test', place: { line: 2, column: 10 }, path: ['domains', 'udp', 0] }],
  });
});

it('a text that tells nothing is a mistake', () => {
  expect(readDomains('f', '{}', null)).toMatchObject({ format: null, problems: [{ file: 'f', line: 1, column: 1 }] });
});
