import { describe, expect, it } from 'vitest';
import { createBypassed } from '../../src/downstream/bypass.ts';
import { policyOf } from '../support/policy.ts';

describe('the bypass list', () => {
  it.each([
    [['default'], 'short.weixin.qq.com', true],
    [['default'], 'courier.push.apple.com', true],
    [['default'], 'push.apple.com', false],
    [['default'], 'api.weixin.qq.com', false],
    [['default'], 'api.shop.test', false],
    [['*.cdn.test', 'One.test'], 'a.cdn.test', true],
    [['*.cdn.test', 'One.test'], 'one.test', true],
    [['*.cdn.test'], 'cdn.test', false],
    [[], 'short.weixin.qq.com', false],
  ])('%j lets %s pass untouched: %s', (names, host, expected) => {
    expect(createBypassed(names)(host, [policyOf({})])).toBe(expected);
  });

  it('never holds for a host of the app, nor for a forbidden one', () => {
    const bypassed = createBypassed(['*.shop.test', 'api.weixin.qq.com']);
    const domains = { request: ['https://api.shop.test'] };
    expect(bypassed('api.shop.test', [policyOf({ domains })])).toBe(false);
    expect(bypassed('other.shop.test', [policyOf({ domains })])).toBe(true);
    expect(bypassed('api.weixin.qq.com', [policyOf({ profile: 'wechat' })])).toBe(false);
  });
});
