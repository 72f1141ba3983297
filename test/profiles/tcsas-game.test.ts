import { expect, it } from 'vitest';
import { tcsasGame } from '../../src/profiles/tcsas-game.ts';

it('has no UDP and no TCP sockets', () => {
  expect([tcsasGame.udp.value, tcsasGame.tcp.value]).toEqual(['none', 'none']);
});

it('reads its timeouts from game.json', () => {
  expect(tcsasGame.timeoutFile.value).toEqual(['game.json']);
});

it('cites no document for what its page leaves out', () => {
  expect([tcsasGame.requestsAtOnce.source, tcsasGame.socketsAtOnce.source]).toEqual(['public', 'public']);
});
