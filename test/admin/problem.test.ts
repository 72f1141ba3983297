import { describe, expect, it } from 'vitest';
import { Problem, problemBody } from '../../src/admin/problem.ts';

describe('a problem', () => {
  it.each([
    [404, 'Not Found'],
    [421, 'Misdirected Request'],
    [599, 'Error'],
  ])('of status %i is titled %s', (status, title) =>
    expect(problemBody(status, 'why')).toEqual({ type: 'about:blank', title, status, detail: 'why' }),
  );

  it('carries its status and headers', () => {
    const problem = new Problem(401, 'why', { 'www-authenticate': 'Bearer' });
    expect(problem).toMatchObject({ statusCode: 401, message: 'why', headers: { 'www-authenticate': 'Bearer' } });
    expect(new Problem(404, 'why').headers).toEqual({});
  });
});
