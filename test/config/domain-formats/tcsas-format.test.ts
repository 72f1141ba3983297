import { describe, expect, it } from 'vitest';
import { tcsasFormat } from '../../../src/config/domain-formats/tcsas-format.ts';

const read = (value: unknown) => tcsasFormat.read('acl.json', JSON.stringify(value));

it('takes the hosts of a text apart, each with its column', () => {
  const text = '{ "Response": { "Data": [\n  { "DomainUrl": "https://a.test;https://b.test", "DomainType": 1 } ] } }';
  const { entries, problems } = tcsasFormat.read('acl.json', text);
  expect(problems).toEqual([]);
  expect(entries.map(({ list, value, place: { line, column } }) => [list, value, line, column])).toEqual([
    ['request', 'https://a.test', 2, 19],
    ['request', 'https://b.test', 2, 34],
  ]);
});

describe('the rows stand', () => {
  const row = { DomainUrl: 'https://a.test', DomainType: 2 };
  it.each([
    ['in the whole answer', { Response: { Data: [row], RequestId: 'x' } }, ['webview']],
    ['in its data', { Data: [row] }, ['webview']],
    ['in a bare list', [row], ['webview']],
    ['nowhere, for an app that has none', { Response: { Data: [] } }, []],
    ['nowhere, for an app that has none (null)', { Response: { Data: null } }, []],
  ])('%s', (_, value, lists) => {
    const { entries, problems } = read(value);
    expect([entries.map(({ list }) => list), problems]).toEqual([lists, []]);
  });
});

it.each([
  [{ Data: [{ DomainUrl: 'https://a.test', DomainType: 3 }] }, 'Data[0].DomainType', '1 (hosts of requests)'],
  [{ Data: [{ DomainUrl: 7, DomainType: 1 }] }, 'Data[0].DomainUrl', 'hosts as one text'],
  [{ hosts: [] }, '', 'no "DomainUrl" stands in this file'],
])('%j is a mistake', (value, path, message) => {
  const { problems } = read(value);
  expect(problems).toMatchObject([{ path, rule: null }]);
  expect(problems[0]?.message).toContain(message);
});
