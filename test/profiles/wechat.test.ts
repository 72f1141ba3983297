import { expect, it } from 'vitest';
import { wechat } from '../../src/profiles/wechat.ts';

it('takes 20 domains a list, each with an ICP licence, and never its own server API', () => {
  const { domainsPerList, icpRequired, forbiddenDomains } = wechat;
  expect([domainsPerList.value, icpRequired.value, forbiddenDomains.value]).toEqual([20, true, ['api.weixin.qq.com']]);
});

it('has the local network from base library 2.4.0 and UDP there from 2.7.0', () => {
  expect([wechat.lanBaseLibrary.value, wechat.udpBaseLibrary.value, wechat.udp.value]).toEqual([
    '2.4.0',
    '2.7.0',
    'lan',
  ]);
});
