import { expect, it } from 'vitest';
import { isSocketTraffic, isWebTraffic } from '../../src/rules/socket-traffic.ts';
import { certainly, tunnelTo, unread } from '../support/facts.ts';

it.each([
  [null, unread, false, false, true],
  ['https', certainly('request'), false, false, true],
  ['wss', certainly('connectSocket'), false, false, true],
  ['udp', certainly('udp'), true, false, false],
  [null, certainly('udp'), true, false, false],
  ['tcp', certainly('tcp'), false, true, false],
  ['tcp', unread, false, true, false],
] as const)('%s %o: udp %s, tcp %s, web %s', (scheme, api, udp, tcp, web) => {
  const facts = tunnelTo({ scheme, api });
  expect([isSocketTraffic(facts, 'udp'), isSocketTraffic(facts, 'tcp'), isWebTraffic(facts)]).toEqual([udp, tcp, web]);
});
