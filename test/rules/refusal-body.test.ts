import { expect, it } from 'vitest';
import { refusalBody } from '../../src/rules/refusal-body.ts';

const violation = {
  rule: 'domain-allowlist',
  effect: 'error',
  errMsg: 'request:fail url not in domain list',
  errno: 600002,
  profile: 'tcsas',
  source: 'S0:103',
  message: 'b.shop.test is not in the request domain list of wx0123456789abcdef',
  expected: 'api.shop.test',
  actual: 'b.shop.test',
  fix: 'Mini Program Console',
  skipped: true,
} as const;

it('a violation becomes the body that clients read: the version first, then the violation, its inner flag left out', () => {
  const { skipped: _, ...rest } = violation;
  expect(JSON.stringify(refusalBody(violation))).toBe(
    JSON.stringify({
      version: 1,
      errMsg: rest.errMsg,
      errno: rest.errno,
      rule: rest.rule,
      effect: rest.effect,
      profile: rest.profile,
      source: rest.source,
      message: rest.message,
      expected: rest.expected,
      actual: rest.actual,
      fix: rest.fix,
      docs: 'docs/rules/domain-allowlist.md',
    }),
  );
});

it('what is not known is null, not left out', () => {
  expect(refusalBody({ ...violation, errno: null, expected: null, actual: null })).toMatchObject({
    errno: null,
    expected: null,
    actual: null,
  });
});
