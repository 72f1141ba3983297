import { expect, it } from 'vitest';
import { upcoming, upcomingRules } from '../../src/config/upcoming.ts';
import { rules } from '../../src/rules/index.ts';

it('says that a feature is not there, and the way out', () => {
  expect(upcoming('"off"')).toBe('not available in this version; leave it out or write "off"');
});

it('a rule that is asked is not one of later versions', () => {
  const asked = rules.map(({ id }) => id);
  expect(upcomingRules.filter((id) => asked.includes(id))).toEqual([]);
});
