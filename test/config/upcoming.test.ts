import { expect, it } from 'vitest';
import { upcoming } from '../../src/config/upcoming.ts';

it('says that a feature is not there, and the way out', () => {
  expect(upcoming('"off"')).toBe('not available in this version; leave it out or write "off"');
});
