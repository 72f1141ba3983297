import { expect, it } from 'vitest';
import { shorten } from '../../src/cli/shorten.ts';

it.each([
  ['/work/config/mpgate.json', 'config/mpgate.json'],
  ['/work/a.json', 'a.json'],
  ['/elsewhere/a.json', '/elsewhere/a.json'],
  ['/workshop/a.json', '/workshop/a.json'],
  ['/work', '/work'],
  ['MPGATE_LISTEN_PORT', 'MPGATE_LISTEN_PORT'],
  ['--port', '--port'],
])('in /work, %s is called %s', (file, name) => {
  expect(shorten(file, '/work')).toBe(name);
});
