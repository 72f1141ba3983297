import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ListName, listNames, toLists } from '../../../src/config/domain-formats/domain-lists.ts';
import { domainMistakes } from '../../../src/config/domain-formats/domain-mistakes.ts';
import { domainFormats, formatNames } from '../../../src/config/domain-formats/index.ts';
import { readDomains } from '../../../src/config/domain-formats/read-domains.ts';
import { profiles } from '../../../src/profiles/index.ts';
import { apiSchemes } from '../../../src/rules/api-schemes.ts';

const schemes: { readonly [L in ListName]: string } = { ...apiSchemes, webview: 'https' };

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const hosts = (list: ListName) =>
  fc
    .uniqueArray(fc.tuple(label, label), { maxLength: 5, selector: (names) => names.join('.') })
    .map((names) => names.map(([a, b]) => `${schemes[list]}://${a}.${b}.test`));
const anyLists = fc.record({
  request: hosts('request'),
  uploadFile: hosts('uploadFile'),
  downloadFile: hosts('downloadFile'),
  connectSocket: hosts('connectSocket'),
  udp: hosts('udp'),
  tcp: hosts('tcp'),
  webview: hosts('webview'),
});

it('has every format under its name, with a profile that there is', () => {
  expect(Object.values(domainFormats).map(({ name }) => name)).toEqual([...formatNames]);
  expect(Object.values(domainFormats).filter(({ profile }) => !profiles.has(profile))).toEqual([]);
});

it.each(formatNames)('%s gives back, without a word, all that it holds', (name) => {
  const { write, read, holds, profile } = domainFormats[name];
  fc.assert(
    fc.property(anyLists, (lists) => {
      const text = write(lists);
      const { entries, problems, warnings } = read('f', text);
      expect([problems, warnings]).toEqual([[], []]);
      const back = toLists(entries);
      for (const list of listNames) expect(back[list]).toEqual(holds.includes(list) ? lists[list] : []);
      const isTold = listNames.some((list) => holds.includes(list) && lists[list].length > 0);
      if (isTold) expect(readDomains('f', text, null)).toMatchObject({ format: name, entries });
      const named = profiles.get(profile);
      const mistakes = named ? domainMistakes(entries, named) : [];
      expect(mistakes.filter(({ rule }) => rule !== 'domain-list-max')).toEqual([]);
    }),
  );
});
