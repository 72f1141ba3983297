import { expect, it } from 'vitest';
import { baidu } from '../../src/profiles/baidu.ts';

it('knows no ports at all, 20 domains a list, and names the app key in its referer', () => {
  expect([baidu.portInDomain.value, baidu.portInUrl.value, baidu.wssPorts.value]).toEqual([
    'refused',
    'none',
    'as-https',
  ]);
  expect([baidu.domainsPerList.value, baidu.forbiddenDomains.value]).toEqual([20, ['openapi.baidu.com']]);
  expect(baidu.referer.value).toBe('https://smartapps.cn/{appKey}/{version}/page-frame.html');
});
