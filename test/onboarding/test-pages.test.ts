import { expect, it } from 'vitest';
import { testPages } from '../../src/onboarding/test-pages.ts';

it.each([
  ['/test/proxy', 'address', 403],
  ['/test/proxy', 'name', undefined],
  ['/test/proxy', 'tls', undefined],
  ['/test/ca', 'address', 403],
  ['/test/ca', 'name', 403],
  ['/test/ca', 'tls', undefined],
] as const)('%s, asked by %s: %s', (path, by, status) => {
  const content = testPages.get(path)?.({ by });
  expect(content?.status).toBe(status);
  expect(content?.headers).toMatchObject({ 'Access-Control-Allow-Origin': '*' });
});
