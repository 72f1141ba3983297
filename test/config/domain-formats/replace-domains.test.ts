import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { appLists, toLists } from '../../../src/config/domain-formats/domain-lists.ts';
import { replaceDomains } from '../../../src/config/domain-formats/replace-domains.ts';

const lists = (...request: readonly string[]) => toLists(request.map((value) => ({ list: 'request', value }) as const));

const app = `// one app
{
  "appid": "wx1", // the shop
  "domains": {
    // asked by the code
    "request": [
      "https://a.test", // stays
      "https://b.test"
    ],
    "udp": ["udp://u.test"]
  }
}
`;

describe('comments stay', () => {
  it.each([
    ['a host more', ['https://a.test', 'https://b.test', 'https://c.test']],
    ['a host less', ['https://a.test']],
    ['another host', ['https://a.test', 'https://c.test']],
  ])('%s', (_, hosts) => {
    const text = replaceDomains(app, lists(...hosts), ['request']);
    expect(parse(text).domains).toEqual({ request: hosts, udp: ['udp://u.test'] });
    for (const comment of ['// one app', '// the shop', '// asked by the code', '// stays']) {
      expect(text).toContain(comment);
    }
  });
});

it('nothing to change changes nothing', () => {
  expect(replaceDomains(app, lists('https://a.test', 'https://b.test'), ['request', 'tcp'])).toBe(app);
});

it('keeps a mark at the start, line ends and tabs, and makes "domains" where there are none', () => {
  const text = replaceDomains('\uFEFF{\r\n\t"appid": "wx1"\r\n}\r\n', lists('https://a.test'), appLists);
  expect(text.startsWith('\uFEFF{\r\n\t"appid": "wx1",\r\n\t"domains": {')).toBe(true);
  expect(text).not.toMatch(/[^\r]\n/);
  expect(parse(text.slice(1))).toEqual({ appid: 'wx1', domains: { request: ['https://a.test'] } });
});

it('whatever stood there, the lists are then the ones given', () => {
  const hosts = fc.uniqueArray(fc.stringMatching(/^https:\/\/[a-d]{1,2}\.test$/), { maxLength: 6 });
  fc.assert(
    fc.property(hosts, hosts, (before, after) => {
      const text = JSON.stringify({ appid: 'wx1', domains: { request: before } }, null, 2);
      expect(parse(replaceDomains(text, lists(...after), ['request'])).domains.request).toEqual(after);
    }),
  );
});
