import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSink } from '../../src/events/sink.ts';

describe('a sink', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mpgate-sink-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes everything, in order, before its close is over, and leaves the descriptor open', async () => {
    const path = join(folder, 'all');
    const file = await open(path, 'w');
    const sink = createSink(file.fd);
    const lines = Array.from({ length: 20_000 }, (_, number) => `line ${number}\n`);
    for (const line of lines) sink.write(line);
    await sink.close();
    expect(await readFile(path, 'utf8')).toBe(lines.join(''));
    await file.close();
  });

  it('writes a single short line soon, with no close', async () => {
    const path = join(folder, 'soon');
    const file = await open(path, 'w');
    createSink(file.fd).write('hello\n');
    await expect.poll(() => readFile(path, 'utf8')).toBe('hello\n');
    await file.close();
  });

  it('closes with nothing written', async () => {
    const file = await open(join(folder, 'none'), 'w');
    await createSink(file.fd).close();
    await file.close();
  });

  it.skipIf(process.platform !== 'linux')('lives on where the target is full', async () => {
    const file = await open('/dev/full', 'w');
    const sink = createSink(file.fd);
    for (let number = 0; number < 1000; number += 1) sink.write('a line that finds no room\n');
    await sink.close();
    await file.close();
  });
});
