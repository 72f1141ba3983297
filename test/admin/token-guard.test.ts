import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/admin/problem.ts';
import { tokenGuard } from '../../src/admin/token-guard.ts';

const refusal = (header: string | undefined): unknown => {
  try {
    tokenGuard('s3cret')(header);
    return null;
  } catch (problem) {
    return problem;
  }
};

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
});
