import { expect, it } from 'vitest';
import type { Checkup } from '../../../src/cli/doctor/checkup.ts';
import { doctorText } from '../../../src/cli/doctor/doctor-text.ts';
import { palette } from '../../../src/cli/palette.ts';

const plain = palette({}, {});
const ok: Checkup = { check: 'port', state: 'ok', message: '8080 on 0.0.0.0 is free', fix: null };
const odd: Checkup = { check: 'network', state: 'warn', message: 'word '.repeat(40).trim(), fix: 'do this' };
const bad: Checkup = { check: 'port', state: 'fail', message: '8081 on 0.0.0.0 is in use', fix: 'stop it' };

it('marks each, says what to do below, and names a thing once', () => {
  expect(doctorText([ok, bad], plain)).toBe(
    [
      '  ✓ port     8080 on 0.0.0.0 is free',
      '  ✗          8081 on 0.0.0.0 is in use',
      '             → stop it',
      '',
      '1 thing is in the way',
    ].join('\n'),
  );
});

it.each([
  [undefined, 100],
  [200, 100],
  [80, 80],
])('on %s columns keeps within %s', (columns, most) => {
  const lines = doctorText([odd], plain, columns).split('\n');
  const widest = Math.max(...lines.map((line) => line.length));
  expect(widest).toBeLessThanOrEqual(most);
  expect(widest).toBeGreaterThan(most - 10);
  expect(lines.length).toBeGreaterThan(4);
});

it.each([
  [[ok], 'All is well'],
  [[ok, odd], 'Nothing is in the way; 1 thing to know'],
  [[odd, bad, bad], '2 things are in the way'],
])('has a last word', (checkups, word) => {
  expect(doctorText(checkups, plain).split('\n').at(-1)).toBe(word);
});
