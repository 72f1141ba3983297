import { expect, it } from 'vitest';
import { detectFormat, unknownFormat } from '../../../src/config/domain-formats/detect-format.ts';

it.each([
  ['{ "appid": "wx1", "domains": {} }', 'app'],
  ['// mine\n{ "domains": { "request": [] } }', 'app'],
  ['{ "requestdomain": [] }', 'modify_domain'],
  ['{ "errcode": 0, "tcpdomain": [] }', 'modify_domain'],
  ['{ "Response": { "Data": [] } }', 'tcsas'],
  ['[{ "DomainUrl": "https://a.test", "DomainType": 1 }]', 'tcsas'],
  ['{ "request": [], "socket": [] }', 'douyin'],
  ['{ "requestdomain": [ }', 'modify_domain'],
  ['[request]\nhttps://a.test', 'list'],
  ['request https://a.test', 'list'],
  ['', 'list'],
  ['{ "hosts": [] }', null],
  ['[["a"]]', null],
])('%j is %s', (text, format) => {
  expect(detectFormat(text)).toBe(format);
});

it('says the way out', () => {
  expect(unknownFormat).toContain('--format');
});
