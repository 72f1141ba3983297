import { expect, it } from 'vitest';
import { gateSchema } from '../../src/config/gate-schema.ts';
import { accessOf } from '../../src/main/access.ts';
import { users } from '../support/users.ts';

it('nobody has a password and no load balancer is believed, unless the settings say so', () => {
  const access = accessOf(gateSchema.parse({}), null);
  expect([access.users, access.balancer, access.allowed('192.168.1.2')]).toEqual([null, null, true]);
});

it('what the settings say holds', async () => {
  const listen = { proxyProtocol: 'accept', trustedProxies: ['10.0.0.0/8'] };
  const access = accessOf(gateSchema.parse({ listen, clients: { allow: ['loopback'], users } }), null);
  expect(await access.users?.check({ name: 'anna', password: 'secret' }, '10.0.0.1')).toBe('right');
  expect([access.balancer?.('10.1.1.1'), access.balancer?.('11.1.1.1'), access.allowed('192.168.1.2')]).toEqual([
    true,
    false,
    false,
  ]);
});

it('trusted load balancers are nobody while the PROXY protocol is off', () => {
  expect(accessOf(gateSchema.parse({ listen: { trustedProxies: ['10.0.0.0/8'] } }), null).balancer).toBeNull();
});

it('users that have not changed keep what is known of them, and others begin anew', () => {
  const gate = gateSchema.parse({ clients: { users } });
  const before = { gate, access: accessOf(gate, null) };
  const again = (clients: object) => accessOf(gateSchema.parse({ clients }), before).users;
  expect(again({ allow: ['loopback'], users: { ...users } })).toBe(before.access.users);
  expect(again({ users: { anna: users.anna } })).not.toBe(before.access.users);
  expect(again({})).toBeNull();
});
