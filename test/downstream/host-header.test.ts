import { describe, expect, it } from 'vitest';
import { hostHeader } from '../../src/downstream/host-header.ts';

describe('a Host header', () => {
  it.each([
    ['api.shop.test', { authority: { hostname: 'api.shop.test', kind: 'name', port: 443 }, writtenPort: null }],
    ['API.shop.test:8443', { authority: { hostname: 'api.shop.test', kind: 'name', port: 8443 }, writtenPort: 8443 }],
    ['a, b', null],
    ['', null],
  ])('%j is read the same each time', (value, parsed) => {
    expect([hostHeader(value), hostHeader(value)]).toEqual([parsed, parsed]);
  });

  it('is read right also after more spellings than are kept, and longer ones', () => {
    const hosts = Array.from({ length: 600 }, (_, at) => `h${at}.shop.test`);
    for (const host of [...hosts, ...hosts]) expect(hostHeader(host)?.authority.hostname).toBe(host);
    expect(hostHeader(`${'a'.repeat(70)}.test`)).toBeNull();
    expect(hostHeader(`${'a.'.repeat(500)}test`)).toBeNull();
  });
});
