import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { StartError, UsageError } from '../../src/errors.ts';
import { drained, fileTarget } from '../../src/reports/file-target.ts';
import { folder } from '../support/folder.ts';

it('empties the file, and has all that was written once it is closed', async () => {
  const path = join(await folder({ 'a.txt': 'old and long' }), 'a.txt');
  const target = await fileTarget(path);
  expect(await readFile(path, 'utf8')).toBe('');
  for (let n = 0; n < 100; n += 1) {
    target.write('x'.repeat(10_000));
    await target.settled();
  }
  await target.close();
  expect((await readFile(path, 'utf8')).length).toBe(1_000_000);
});

it('a place that is none is told before anything is written', async () => {
  await expect(fileTarget('/none/a.txt')).rejects.toThrow(UsageError);
});

it.skipIf(process.platform !== 'linux')('a file that is not whole is told at the end', async () => {
  const target = await fileTarget('/dev/full');
  target.write('x');
  await expect(target.close()).rejects.toThrow(StartError);
  target.write('and nothing happens');
});

it('waits for a drain, and not for a stream that is gone', async () => {
  const stream = new PassThrough({ highWaterMark: 1 });
  stream.write('xx');
  const waiting = drained(stream);
  stream.resume();
  await waiting;
  const gone = drained(stream);
  stream.destroy();
  await Promise.all([gone, once(stream, 'close')]);
});
