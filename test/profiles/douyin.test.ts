import { expect, it } from 'vitest';
import { douyin } from '../../src/profiles/douyin.ts';

it('has words of its own for what the background ends', () => {
  expect(douyin.backgroundError.value).toBe('app in background');
});

it('has 20 domains a list, exact ports, and appid and version in the query of its referer', () => {
  expect([douyin.domainsPerList.value, douyin.portInDomain.value]).toEqual([20, 'exact']);
  expect(douyin.referer.value).toBe('https://tmaservice.developer.toutiao.com/?appid={appid}&version={version}');
});
