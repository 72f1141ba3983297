import { expect, it } from 'vitest';
import { diffDomains } from '../../../src/config/domain-formats/diff-domains.ts';
import { readDomains } from '../../../src/config/domain-formats/read-domains.ts';

const entries = (text: string) => readDomains('f', text, 'list').entries;

it('says per list what came and what went', () => {
  const before = entries('[request]\nhttps://a.test\nhttps://b.test\n[webview]\nhttps://w.test');
  const after = entries('[request]\nhttps://c.test\nhttps://a.test\n[udp]\nudp://u.test');
  expect(diffDomains(before, after)).toEqual([
    { list: 'request', added: ['https://c.test'], removed: ['https://b.test'] },
    { list: 'udp', added: ['udp://u.test'], removed: [] },
    { list: 'webview', added: [], removed: ['https://w.test'] },
  ]);
});

it('order and spelling are no difference', () => {
  const before = entries('[request]\nhttps://a.test\nhttps://b.test');
  expect(diffDomains(before, entries('[request]\nHTTPS://B.test.\nhttps://A.TEST'))).toEqual([]);
});
