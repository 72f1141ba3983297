import { describe, expect, it } from 'vitest';
import { explain } from '../../src/rules/explain.ts';
import { rules } from '../../src/rules/index.ts';
import { requestCases } from '../support/cases.ts';
import { policyOf } from '../support/policy.ts';

describe('the documents', () => {
  it.each(requestCases.map((row) => [`${row.profile} ${row.api} ${row.method ?? ''} ${row.url}`, row] as const))(
    '%s',
    (_, { profile, baseLibrary, expect: expected, ...call }) => {
      const policy = policyOf({ profile, ...(baseLibrary === undefined ? {} : { baseLibrary }) });
      const explanation = explain(call, policy);
      if (expected === 'pass') expect(explanation).toMatchObject({ outcome: 'pass', cause: null });
      else expect(expected).toContain(explanation?.cause?.rule);
    },
  );
});

const stateOf = (rule: string, explanation: ReturnType<typeof explain>) =>
  explanation?.verdicts.find((verdict) => verdict.rule === rule);

describe('explain', () => {
  it('gives null for what no API could be called with', () => {
    expect(explain({ url: 'api.shop.test' }, policyOf())).toBeNull();
  });

  it('has a state for every rule, in the order of the table', () => {
    const verdicts = explain({ url: 'https://api.shop.test/' }, policyOf())?.verdicts;
    expect(verdicts?.map(({ rule }) => rule)).toEqual(rules.map(({ id }) => id));
  });

  it.each([
    ['domain-allowlist', 'pass'],
    ['domain-per-api', 'pass'],
    ['method', 'pass'],
    ['lan-address', 'not-seen'],
    ['port-exact', 'not-seen'],
    ['cert-trusted', 'not-seen'],
    ['timeout', 'not-seen'],
    ['upstream-address', 'not-seen'],
  ])('https://api.shop.test/: %s is %s', (rule, state) => {
    expect(stateOf(rule, explain({ url: 'https://api.shop.test/' }, policyOf()))).toEqual({
      rule,
      state,
      message: null,
    });
  });

  it('says what is amiss, beside the cause too', () => {
    const explanation = explain({ url: 'https://b.shop.test/', method: 'PATCH' }, policyOf());
    expect(explanation?.cause?.rule).toBe('domain-allowlist');
    expect(stateOf('domain-per-api', explanation)?.state).toBe('fail');
    expect(stateOf('method', explanation)).toEqual({
      rule: 'method',
      state: 'fail',
      message: 'PATCH is no method of wx.request.',
    });
  });

  it('passes with a warning where the effect is warn', () => {
    const policy = policyOf({
      effects: new Map([
        ['domain-allowlist', 'warn'],
        ['domain-per-api', 'warn'],
      ]),
    });
    const explanation = explain({ url: 'https://b.shop.test/' }, policy);
    expect([explanation?.outcome, stateOf('domain-allowlist', explanation)?.state]).toEqual(['pass', 'warn']);
  });

  it('does not show a rule that is off as passed', () => {
    const policy = policyOf({ effects: new Map([['method', 'off']]) });
    expect(stateOf('method', explain({ url: 'https://api.shop.test/' }, policy))?.state).toBe('not-seen');
  });

  it('has the rules of the file from when the file was read', () => {
    const configVerdict = { outcome: 'pass', violations: [], passed: ['domain-list-max'] } as const;
    const policy = policyOf({ profile: 'wechat', configVerdict });
    expect(stateOf('domain-list-max', explain({ url: 'https://api.shop.test/' }, policy))?.state).toBe('pass');
  });

  it.each([
    ['https://api.shop.test/', 'pass'],
    ['wss://ws.shop.test/', 'pass'],
    ['udp://udp.shop.test:5000', 'pass'],
    ['tcp://tcp.shop.test:5000', 'pass'],
    ['https://cdn.shop.test/', 'domain-per-api'],
    ['https://img.shop.test/', 'domain-per-api'],
  ])('takes the API from the scheme if none is named: %s, %s', (url, expected) => {
    const explanation = explain({ url }, policyOf({ media: new Set(['img.shop.test']) }));
    expect(explanation?.cause?.rule ?? 'pass').toBe(expected);
  });

  it.each([
    ['connectSocket', 'https://ws.shop.test/'],
    ['request', 'wss://api.shop.test/'],
  ] as const)('%s does not speak %s', (api, url) => {
    expect(explain({ url, api }, policyOf())?.cause?.rule).toBe('scheme-https-wss');
  });

  it('uploads with POST unless told otherwise', () => {
    const policy = policyOf();
    expect(explain({ url: 'https://up.shop.test/', api: 'uploadFile' }, policy)?.outcome).toBe('pass');
  });

  it.each([
    'http://192.168.1.30/',
    'http://192.0.2.30/',
    'http://255.255.255.7/',
    'http://[fd00::30]/',
    'http://[100::2]/',
    'udp://10.0.0.7:5000',
  ])('%s: no address is on the LAN of a device that is not named, however wide', (url) => {
    const explanation = explain({ url }, policyOf({ profile: 'wechat', lanPrefix: 8 }));
    expect(explanation?.cause).toMatchObject({
      rule: 'lan-address',
      message: `No device is named, so that ${explanation?.cause?.actual} is in nobody's local network.`,
      expected: expect.stringMatching(/^an address in the \/\d+ of the device, other than its own$/),
    });
  });

  it('has one on that of a device that is named', () => {
    expect(explain({ url: 'http://192.168.1.30/', device: '192.168.1.20' }, policyOf())?.outcome).toBe('pass');
  });
});
