import { expect, it } from 'vitest';
import { originGuard, type Page } from '../../src/admin/origin-guard.ts';

const isLetIn = (page: Partial<Page>): boolean => {
  try {
    originGuard({ method: 'PUT', host: '127.0.0.1:8081', ...page });
    return true;
  } catch {
    return false;
  }
};

it.each([
  [true, {}],
  [true, { origin: 'http://127.0.0.1:8081' }],
  [true, { origin: 'https://127.0.0.1:8081', site: 'same-origin' }],
  [true, { origin: 'http://LOCALHOST:8081', host: 'localhost:8081' }],
  [true, { site: 'none' }],
  [true, { method: 'GET', origin: 'https://evil.test' }],
  [false, { origin: 'https://evil.test' }],
  [false, { origin: 'http://127.0.0.1:3000' }],
  [false, { origin: 'http://127.0.0.1:8081.evil.test' }],
  [false, { origin: 'null' }],
  [false, { origin: '' }],
  [false, { site: 'cross-site' }],
  [false, { site: 'same-site' }],
  [false, { method: 'POST', origin: 'https://evil.test' }],
  [false, { method: 'DELETE', origin: 'https://evil.test' }],
])('%s: a change asked for with %j', (isIn, page) => expect(isLetIn(page)).toBe(isIn));
