import { describe, expect, it } from 'vitest';
import { redact } from '../../src/events/redact.ts';

describe('redact', () => {
  it.each([
    ['https://a.test/p', 'https://a.test/p'],
    ['https://a.test/p?page=2&q=secret', 'https://a.test/p?page=2&q=secret'],
    ['https://a.test/p?appsecret=S1', 'https://a.test/p?appsecret=***'],
    ['https://a.test/p?appid=wx1&secret=S1&js_code=S2', 'https://a.test/p?appid=wx1&secret=***&js_code=***'],
    ['https://a.test/p?ACCESS_TOKEN=S1==&x=1', 'https://a.test/p?ACCESS_TOKEN=***&x=1'],
    ['https://a.test/p?%73ecret=S1', 'https://a.test/p?%73ecret=***'],
    ['https://a.test/p?a=1;password=S1', 'https://a.test/p?a=1;password=***'],
    ['https://a.test/p?%zz_token=S1', 'https://a.test/p?%zz_token=***'],
    ['https://a.test/p?a=1#access_token=S1', 'https://a.test/p?a=1#access_token=***'],
    ['https://user:S1@a.test/p', 'https://***@a.test/p'],
    ['https://a.test/@user?x=b@c', 'https://a.test/@user?x=b@c'],
    ['https://a.test/?token', 'https://a.test/?token'],
    ['a.test:443', 'a.test:443'],
    ['', ''],
  ])('%s', (url, shown) => expect(redact(url)).toBe(shown));
});
