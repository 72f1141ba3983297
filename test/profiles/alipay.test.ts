import { expect, it } from 'vitest';
import { alipay } from '../../src/profiles/alipay.ts';

it('has 30 s, and one socket that a new one closes', () => {
  expect([alipay.timeoutMs.value, alipay.socketsAtOnce.value, alipay.socketOverflow.value]).toEqual([
    30_000,
    1,
    'close-oldest',
  ]);
  expect(alipay.referer.value).toContain('{appid}.hybrid.alipay-eco.com');
});
