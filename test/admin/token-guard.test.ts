import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/admin/problem.ts';
import { type Asked, tokenGuard } from '../../src/admin/token-guard.ts';

const guard = tokenGuard('s3cret');

const refusalOf = (asked: Omit<Asked, 'port'>, port = 8081): unknown => {
  try {
    guard.check({ ...asked, port });
    return null;
  } catch (problem) {
    return problem;
  }
};

const refusal = (authorization: string | undefined) => refusalOf({ authorization });

describe('the token guard', () => {
  it.each(['Bearer s3cret', 'bearer s3cret', 'BEARER  s3cret'])('lets in %s', (header) =>
    expect(refusal(header)).toBeNull(),
  );

  it.each([
    [undefined, 'Bearer realm="mpgate"'],
    ['', 'Bearer realm="mpgate"'],
    ['Basic czNjcmV0', 'Bearer realm="mpgate"'],
    ['Bearer', 'Bearer realm="mpgate"'],
    ['Bearer ', 'Bearer realm="mpgate"'],
    ['Bearer a b', 'Bearer realm="mpgate"'],
    ['Bearer s3cre', 'Bearer realm="mpgate", error="invalid_token"'],
    ['Bearer s3cret1', 'Bearer realm="mpgate", error="invalid_token"'],
    ['Bearer S3CRET', 'Bearer realm="mpgate", error="invalid_token"'],
  ])('refuses %s', (header, challenge) => {
    const problem = refusal(header);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ statusCode: 401, headers: { 'www-authenticate': challenge } });
  });

  it.each([
    ['s3cret', null],
    ['wrong', 401],
    ['', 401],
    [['s3cret', 's3cret'], 401],
  ])('answers the token %j in the address with %s', (token, status) =>
    expect(refusalOf({ token })).toEqual(status === null ? null : expect.objectContaining({ statusCode: status })),
  );

  it('gives a cookie that opens from then on, for one port, to pages of the gate and to no others', () => {
    const [cookie = ''] = guard.cookie(8081).split(';');
    expect(guard.cookie(8081)).toBe(`${cookie}; Path=/; HttpOnly; SameSite=Strict`);
    expect(cookie).not.toContain('s3cret');
    for (const site of [undefined, 'none', 'same-origin']) expect(refusalOf({ cookie, site })).toBeNull();
    for (const site of ['same-site', 'cross-site']) {
      expect(refusalOf({ cookie, site })).toMatchObject({ statusCode: 401 });
    }
    expect(refusalOf({ cookie: `a=b; ${cookie}; c=d` })).toBeNull();
    expect(refusalOf({ cookie }, 8082)).toMatchObject({ statusCode: 401 });
    const [other = ''] = tokenGuard('s3cret').cookie(8081).split(';');
    for (const wrong of [`${cookie}x`, other, 'mpgate-8081=', 'mpgate-8081']) {
      expect(refusalOf({ cookie: wrong })).toMatchObject({ statusCode: 401 });
    }
  });
});
