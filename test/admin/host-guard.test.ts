import { describe, expect, it } from 'vitest';
import { hostGuard } from '../../src/admin/host-guard.ts';

const isLetIn = (header: string | undefined, bound = '127.0.0.1'): boolean => {
  try {
    hostGuard(bound)(header);
    return true;
  } catch {
    return false;
  }
};

describe('the Host guard', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.0.0.1:8081', true],
    ['192.168.1.7:8081', true],
    ['[::1]', true],
    ['[::1]:8081', true],
    ['localhost', true],
    ['LocalHost:8081', true],
    ['evil.test', false],
    ['evil.test:8081', false],
    ['localhost.evil.test', false],
    ['evil.localhost', false],
    ['localhost.', false],
    ['127.0.0.1.nip.test', false],
    ['2130706433', false],
    ['0x7f.1', false],
    ['evil@127.0.0.1', false],
    ['127.0.0.1/evil', false],
    ['127.0.0.1:x', false],
    ['[::1', false],
    ['::1', false],
    ['[evil.test]', false],
    ['127.0.0.1, evil.test', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (header, expected) => expect(isLetIn(header)).toBe(expected));

  it('lets in the name that the port is bound to, and no other', () => {
    expect(isLetIn('gate.test:8081', 'Gate.test')).toBe(true);
    expect(isLetIn('other.test', 'Gate.test')).toBe(false);
  });
});
