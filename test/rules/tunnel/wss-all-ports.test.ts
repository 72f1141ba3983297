import { expect, it } from 'vitest';
import { wssAllPorts } from '../../../src/rules/tunnel/wss-all-ports.ts';
import { askWord, certainly, tunnelTo, unread } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const socket = certainly('connectSocket');

it.each([
  ['tcsas', 'ws.shop.test:8443', socket, 'pass'],
  ['tcsas', 'ws.shop.test', socket, 'pass'],
  ['tcsas-game', 'ws.shop.test:8443', socket, 'pass'],
  ['tcsas', 'api.shop.test:8443', socket, 'n/a'],
  ['tcsas', 'ws.shop.test:8443', certainly('request'), 'n/a'],
  ['tcsas', 'ws.shop.test:8443', unread, 'n/a'],
  ['wechat', 'ws.shop.test:8443', socket, 'n/a'],
] as const)('%s, %s, %o: %s', (profile, to, api, expected) => {
  expect(askWord(wssAllPorts, 'tunnel', tunnelTo({ to, api }), policyOf({ profile }))).toBe(expected);
});
