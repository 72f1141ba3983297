import { expect, it } from 'vitest';
import { gateSchema } from '../../src/config/gate-schema.ts';
import { accessOf } from '../../src/main/access.ts';
import { users } from '../support/users.ts';

it('nobody has a password and no load balancer is believed, unless the settings say so', () => {
  const access = accessOf(gateSchema.parse({}));
  expect([access.users, access.balancer, access.allowed('192.168.1.2')]).toEqual([null, null, true]);
});

it('what the settings say holds', async () => {
  const listen = { proxyProtocol: 'accept', trustedProxies: ['10.0.0.0/8'] };
  const access = accessOf(gateSchema.parse({ listen, clients: { allow: ['loopback'], users } }));
  expect(await access.users?.check({ name: 'anna', password: 'secret' }, '10.0.0.1')).toBe('right');
  expect([access.balancer?.('10.1.1.1'), access.balancer?.('11.1.1.1'), access.allowed('192.168.1.2')]).toEqual([
    true,
    false,
    false,
  ]);
});

it('trusted load balancers are nobody while the PROXY protocol is off', () => {
  expect(accessOf(gateSchema.parse({ listen: { trustedProxies: ['10.0.0.0/8'] } })).balancer).toBeNull();
});
