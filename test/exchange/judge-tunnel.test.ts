import { expect, it } from 'vitest';
import { judgeTunnel } from '../../src/exchange/judge-tunnel.ts';
import { authorityOf } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';
import { openDesk } from './desk.ts';

const inboundOf = async () => {
  const desk = await openDesk();
  const { socket } = await desk.client();
  socket.write('GET / HTTP/1.1\r\nHost: api.shop.test\r\n\r\n');
  return desk.nth(0);
};

it('is asked once for a tunnel, and again where policy or authority differ', async () => {
  const inbound = await inboundOf();
  const policy = policyOf();
  const evil = { ...inbound, authority: authorityOf('evil.test') };
  expect(judgeTunnel(inbound, policy).outcome).toBe('pass');
  expect(judgeTunnel(inbound, policyOf({ id: 'reloaded' })).outcome).toBe('pass');
  const blocked = judgeTunnel(evil, policy);
  expect(blocked.outcome).toBe('block');
  expect(judgeTunnel(evil, policy)).toBe(blocked);
  expect(judgeTunnel(evil, policyOf({ id: 'reloaded' }))).not.toBe(blocked);
  expect(inbound.inlet.judged.size).toBe(4);
});

it('is kept for so many only', async () => {
  const inbound = await inboundOf();
  for (let at = 0; at < 100; at += 1) judgeTunnel(inbound, policyOf({ id: `p${at}` }));
  expect(inbound.inlet.judged.size).toBe(32);
});
