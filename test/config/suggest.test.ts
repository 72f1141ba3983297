import { expect, it } from 'vitest';
import { suggest } from '../../src/config/suggest.ts';

const known = ['listen', 'listeners', 'limits', 'connectSocket', 'tcp', 'udp'];

it.each<[string, string | null, string]>([
  ['lissten', 'listen', 'a letter too many'],
  ['lisen', 'listen', 'a letter missing'],
  ['LISTEN', 'listen', 'another case'],
  ['listner', 'listen', 'the nearest of two'],
  ['conectsocket', 'connectSocket', 'two faults in a long word'],
  ['tpc', 'tcp', 'two letters swapped'],
  ['dpu', null, 'too far for a short word'],
  ['upstream', null, 'another word'],
  ['limist', 'limits', 'swapped at the end'],
  ['', null, 'no word'],
])('%o → %o: %s', (word, meant) => {
  expect(suggest(word, known)).toBe(meant);
});

it('with nothing known nothing is suggested', () => {
  expect(suggest('listen', [])).toBeNull();
});
