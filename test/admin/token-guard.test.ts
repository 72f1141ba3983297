import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/admin/problem.ts';
import { createThrottle } from '../../src/admin/throttle.ts';
import { type Asked, tokenGuard } from '../../src/admin/token-guard.ts';

const guardWith = (wrong = createThrottle({ burst: 100, perSecond: 0.01 })) =>
  tokenGuard({ full: 's3cret', read: 'r3ad' }, wrong);
const guard = guardWith();

const refusalOf = (asked: Partial<Asked>, port = 8081, of = guard): unknown => {
  try {
    of.check({ address: '127.0.0.1', ...asked, port });
    return null;
  } catch (problem) {
    return problem;
  }
};

it('wrong tokens of one IPv6 network are counted together, whichever of its addresses they come from', () => {
  const of = guardWith(createThrottle({ burst: 1, perSecond: 0.01 }));
  const statusOf = (address: string) => refusalOf({ authorization: 'Bearer no', address }, 8081, of);
  expect(statusOf('2001:db8::1')).toMatchObject({ statusCode: 401 });
  expect(statusOf('2001:db8::2')).toMatchObject({ statusCode: 429 });
  expect(statusOf('2001:db8:0:1::2')).toMatchObject({ statusCode: 401 });
});

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
    const [cookie = ''] = guard.cookie('full', 8081, false).split(';');
    expect(guard.cookie('full', 8081, false)).toBe(`${cookie}; Path=/; HttpOnly; SameSite=Strict`);
    expect(cookie).not.toContain('s3cret');
    for (const site of [undefined, 'none', 'same-origin']) expect(refusalOf({ cookie, site })).toBeNull();
    for (const site of ['same-site', 'cross-site']) {
      expect(refusalOf({ cookie, site })).toMatchObject({ statusCode: 401 });
    }
    expect(refusalOf({ cookie: `a=b; ${cookie}; c=d` })).toBeNull();
    expect(refusalOf({ cookie }, 8082)).toMatchObject({ statusCode: 401 });
    const [other = ''] = guardWith().cookie('full', 8081, false).split(';');
    for (const wrong of [`${cookie}x`, other, 'mpgate-8081=', 'mpgate-8081']) {
      expect(refusalOf({ cookie: wrong })).toMatchObject({ statusCode: 401 });
    }
  });

  it.each([
    ['s3cret', 'full'],
    ['r3ad', 'read'],
  ] as const)('knows whose %s is, and whose the cookie that was given for it', (token, role) => {
    const asked = { port: 8081, address: '127.0.0.1' };
    expect(guard.check({ ...asked, token })).toBe(role);
    const [cookie = ''] = guard.cookie(role, 8081, true).split(';');
    expect(guard.check({ ...asked, cookie })).toBe(role);
    expect(guard.cookie(role, 8081, true)).toBe(`${cookie}; Path=/; HttpOnly; SameSite=Strict; Secure`);
  });

  it('has no read-only role where no token is set for it', () => {
    const alone = tokenGuard({ full: 's3cret', read: null }, createThrottle({ burst: 9, perSecond: 1 }));
    for (const token of ['', 'null', 'undefined', 'r3ad'])
      expect(refusalOf({ token }, 8081, alone)).toMatchObject({ statusCode: 401 });
  });

  it('looks at no more tokens of an address after so many wrong ones, right or wrong, and at those of others', () => {
    let nowMs = 0;
    const slow = guardWith(createThrottle({ burst: 3, perSecond: 0.1, now: () => nowMs }));
    for (let n = 0; n < 3; n += 1) expect(refusalOf({ token: 'x' }, 1, slow)).toMatchObject({ statusCode: 401 });
    const late = { statusCode: 429, headers: { 'retry-after': '10' } };
    expect(refusalOf({ token: 's3cret' }, 1, slow)).toMatchObject(late);
    expect(refusalOf({ authorization: 'Bearer s3cret' }, 1, slow)).toMatchObject(late);
    expect(refusalOf({ token: 's3cret', address: '127.0.0.2' }, 1, slow)).toBeNull();
    const [cookie = ''] = slow.cookie('full', 1, false).split(';');
    expect(refusalOf({ cookie }, 1, slow)).toBeNull();
    nowMs = 10_000;
    expect(refusalOf({ token: 's3cret' }, 1, slow)).toBeNull();
  });

  it('neither takes nor counts what a page of another origin loads in passing, and takes what it links to', () => {
    const slow = guardWith(createThrottle({ burst: 1, perSecond: 0.1 }));
    for (const token of ['x', 'x', 's3cret'])
      expect(refusalOf({ token, site: 'cross-site', dest: 'image' }, 1, slow)).toMatchObject({ statusCode: 401 });
    expect(refusalOf({ token: 's3cret', site: 'cross-site', dest: 'document' }, 1, slow)).toBeNull();
    expect(refusalOf({ token: 'x', site: 'cross-site', dest: 'document' }, 1, slow)).toMatchObject({ statusCode: 401 });
    expect(refusalOf({ token: 's3cret' }, 1, slow)).toMatchObject({ statusCode: 429 });
  });
});
