import { describe, expect, it } from 'vitest';
import type { Authority } from '../../src/model/facts.ts';
import { createResolve } from '../../src/upstream/resolve.ts';

const name = (hostname: string, port = 443): Authority => ({ hostname, kind: 'name', port });
const mappings = {
  'api.shop.test:443': '127.0.0.1:9443',
  'api.shop.test': '127.0.0.2',
  '*.stub.test': '127.0.0.3',
  '*.deep.stub.test:8443': '[::1]:9',
  'Upper.test': '::1',
};

describe('where a host is to be found', () => {
  it.each([
    ['the exact host and port', name('api.shop.test'), '127.0.0.1 9443'],
    ['the host at any other port', name('api.shop.test', 8443), '127.0.0.2 8443'],
    ['a wildcard', name('a.b.stub.test'), '127.0.0.3 443'],
    ['the longer wildcard first', name('x.deep.stub.test', 8443), '::1 9'],
    ['a bare IPv6 address', name('upper.test'), '::1 443'],
  ])('%s', async (_, authority, expected) => {
    const [target] = await createResolve(mappings)(authority);
    expect(`${target.address} ${target.port}`).toBe(expected);
    expect(target.mapped).toBe(true);
  });

  it('an address is itself, and a wildcard does not stand for its parent', async () => {
    const address: Authority = { hostname: '127.0.0.9', kind: 'ipv4', port: 80 };
    expect(await createResolve({})(address)).toEqual([{ address: '127.0.0.9', port: 80, mapped: false }]);
    await expect(createResolve(mappings)(name('stub.test'))).rejects.toHaveProperty('code');
  });

  it('a name goes to the system', async () => {
    const [target] = await createResolve({})(name('localhost'));
    expect(['127.0.0.1', '::1']).toContain(target.address);
    expect(target.mapped).toBe(false);
  });
});
