import { expect, it } from 'vitest';
import { domainMistakes } from '../../../src/config/domain-formats/domain-mistakes.ts';
import { readDomains } from '../../../src/config/domain-formats/read-domains.ts';
import { tcsas } from '../../../src/profiles/tcsas.ts';
import { wechat } from '../../../src/profiles/wechat.ts';

const mistakes = (text: string, profile: typeof tcsas | typeof wechat) =>
  domainMistakes(readDomains('f', text, 'list').entries, profile).map(({ line, rule }) => [line, rule]);

it('says by the rules what this platform does not take, from top to bottom', () => {
  const text =
    '[request]\nhttps://a.test:8443\nhttp://b.test\nhttps://127.0.0.1\nhttps://c.test/\n[tcp]\ntcp://d.test\n';
  expect(mistakes(text, tcsas)).toEqual([
    [2, 'port-not-configurable'],
    [3, 'scheme-https-wss'],
    [4, 'no-localhost'],
    [4, 'no-ip-literal'],
    [5, null],
  ]);
  expect(mistakes(text, wechat).map(([line]) => line)).not.toContain(2);
});

it('counts a list against the platform’s limit', () => {
  const text = `[request]\n${Array.from({ length: 21 }, (_, index) => `https://h${index}.test\n`).join('')}`;
  expect(mistakes(text, tcsas)).toEqual([]);
  expect(mistakes(text, wechat)).toEqual([[22, 'domain-list-max']]);
});

it('does not ask for what only the app can attest', () => {
  expect(mistakes('request https://a.test', wechat)).toEqual([]);
});
