import { expect, it } from 'vitest';
import { judgeDestination } from '../../src/rules/judge-destination.ts';
import { certainly, tunnelTo } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

const policy = policyOf({ domains: { udp: ['udp://a.test', 'udp://b.test:5000'] } });

it.each([
  ['domain-or-lan', 'a.test:1234', true],
  ['domain-or-lan', 'b.test:5000', true],
  ['domain-or-lan', 'b.test:5001', false],
  ['domain-or-lan', 'c.test:5000', false],
  ['domain-or-lan', '192.168.1.30:5000', true],
  ['domain-or-lan', '192.168.1.20:5000', false],
  ['domain-or-lan', '8.8.8.8:53', false],
  ['lan', 'a.test:1234', false],
  ['lan', '192.168.1.30:5000', true],
  ['none', 'a.test:1234', false],
  ['none', '192.168.1.30:5000', false],
] as const)('%s, %s: %s', (allowed, to, passes) => {
  const facts = tunnelTo({ to, scheme: 'udp', api: certainly('udp') });
  expect(judgeDestination('udp', allowed, facts, policy) === 'pass').toBe(passes);
});

it('without a device there is no local network', () => {
  const facts = tunnelTo({ to: '192.168.1.30:5000', device: '', scheme: 'udp', api: certainly('udp') });
  expect(judgeDestination('udp', 'lan', facts, policy)).toMatchObject({
    message: '192.168.1.30:5000 is not in the local network of a device that is named; udp sockets go nowhere else.',
  });
});
