import { expect, it } from 'vitest';
import { appLists, listNames, toLists } from '../../../src/config/domain-formats/domain-lists.ts';

it('an app file has every list but that of a web-view', () => {
  expect(listNames.filter((list) => !appLists.some((name) => name === list))).toEqual(['webview']);
});

it('entries become lists in their order', () => {
  const entries = [
    { list: 'request', value: 'https://b.test' },
    { list: 'webview', value: 'https://w.test' },
    { list: 'request', value: 'https://a.test' },
  ] as const;
  expect(toLists(entries)).toEqual({
    request: ['https://b.test', 'https://a.test'],
    uploadFile: [],
    downloadFile: [],
    connectSocket: [],
    udp: [],
    tcp: [],
    webview: ['https://w.test'],
  });
});
