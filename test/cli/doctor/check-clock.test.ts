import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkClock } from '../../../src/cli/doctor/check-clock.ts';
import { folder } from '../../support/folder.ts';

const NOW = Date.parse('2026-11-25T10:00:00Z');

const written = async (at: number): Promise<string> => {
  const file = join(await folder({ 'mpgate.json': '{}' }), 'mpgate.json');
  await utimes(file, at / 1000, at / 1000);
  return file;
};

it('is later than what was written', async () => {
  const files = [await written(NOW - 1000), await written(NOW + 30_000), '/nowhere/at.all'];
  expect(await checkClock(files, NOW)).toEqual({
    check: 'clock',
    state: 'ok',
    message: '2026-11-25 10:00 UTC, later than all files of the gate',
    fix: null,
  });
});

it('is behind', async () => {
  const file = await written(NOW + 3_600_000);
  expect(await checkClock([file], NOW)).toMatchObject({
    state: 'fail',
    message: `2026-11-25 10:00 UTC, but ${file} was written at 2026-11-25T11:00:00.000Z`,
  });
});
