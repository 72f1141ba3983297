import { expect, it } from 'vitest';
import { streaming } from '../../../src/rules/response/streaming.ts';
import { ask, askWord, certainly, responseOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['tcsas', { chunked: true, setsCookie: true }, 'pass'],
  ['wechat', { chunked: true, setsCookie: true }, 'pass'],
  ['tcsas-game', {}, 'pass'],
  ['tcsas-game', { chunked: true }, 'fail'],
  ['tcsas-game', { setsCookie: true }, 'fail'],
  ['tcsas-game', { chunked: true, api: certainly('downloadFile') }, 'n/a'],
] as const)('%s, %j: %s', (profile, facts, expected) => {
  expect(askWord(streaming, 'response', responseOf(facts), policyOf({ profile }))).toBe(expected);
});

it('names what the code does not see', () => {
  const facts = responseOf({ chunked: true, setsCookie: true });
  expect(ask(streaming, 'response', facts, policyOf({ profile: 'tcsas-game' }))).toMatch(
    /an answer in chunks and Set-Cookie/,
  );
});
