import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartError } from '../../src/errors.ts';
import { openSessionFile } from '../../src/events/session-file.ts';
import { began, completed, judged, world } from './made.ts';

const events = [began('a'), judged('a', 'tunnel', ['r']), completed('a')];
const parsed = async (path: string): Promise<readonly unknown[]> =>
  (await readFile(path, 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('the session file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mpgate-session-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const recorded = async (name: string, backlogLimit?: number) => {
    const path = join(folder, name);
    const { bus } = world();
    const said: string[] = [];
    const limit = backlogLimit === undefined ? {} : { backlogLimit };
    const file = await openSessionFile(path, bus, { say: (sentence) => said.push(sentence), ...limit });
    return { path, bus, said, file };
  };

  it('holds every event, one a line, readable by its owner only', async () => {
    const { path, bus, said, file } = await recorded('plain.ndjson');
    for (const event of events) bus.emit(event);
    await file.close();
    expect(await parsed(path)).toEqual(events);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect([said, file.dropped()]).toEqual([[], 0]);
  });

  it('takes lines about the session itself, in their order', async () => {
    const { path, bus, file } = await recorded('noted.ndjson');
    const began = { v: 1, type: 'session.began', at: 1, apps: [] } as const;
    file.note(began);
    for (const event of events) bus.emit(event);
    await file.close();
    expect(await parsed(path)).toEqual([began, ...events]);
  });

  it('reaches the disk with no close', async () => {
    const { path, bus, file } = await recorded('soon.ndjson');
    for (const event of events) bus.emit(event);
    await expect.poll(() => parsed(path)).toEqual(events);
    bus.emit(began('b'));
    await expect.poll(() => parsed(path)).toHaveLength(4);
    await file.close();
  });

  it('is appended to, made private, and half a line of a crash swallows nothing', async () => {
    const path = join(folder, 'torn.ndjson');
    await writeFile(path, '{"v":1}\n{"v":1,"ty');
    await chmod(path, 0o644);
    const { bus, file } = await recorded('torn.ndjson');
    for (const event of events) bus.emit(event);
    await file.close();
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines.slice(0, 2)).toEqual(['{"v":1}', '{"v":1,"ty']);
    expect(lines.slice(2, -1).map((line) => JSON.parse(line))).toEqual(events);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('keeps what its backlog holds, and says once that it has gaps', async () => {
    const { path, bus, said, file } = await recorded('slow.ndjson', 1000);
    const total = 500;
    for (let number = 0; number < total; number += 1) bus.emit(completed(`${number}`));
    await file.close();
    const kept = await parsed(path);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length + file.dropped()).toBe(total);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('slow.ndjson has gaps');
  });

  it.skipIf(process.platform !== 'linux')('says once that the disk is full, and the gate goes on', async () => {
    const { bus } = world();
    const said: string[] = [];
    const file = await openSessionFile('/dev/full', bus, { say: (sentence) => said.push(sentence) });
    for (const event of events) bus.emit(event);
    await expect.poll(() => said).toHaveLength(1);
    for (const event of events) bus.emit(event);
    await file.close();
    expect(said).toEqual([
      'The session file /dev/full ends here: writing to it failed (ENOSPC). The gate goes on without it.',
    ]);
    expect(file.dropped()).toBe(6);
  });

  it.each([
    ['no/such/folder.ndjson', 'ENOENT'],
    ['.', 'EISDIR'],
  ])('does not start with %s', async (name, code) => {
    const opening = recorded(name);
    await expect(opening).rejects.toBeInstanceOf(StartError);
    await expect(opening).rejects.toThrow(
      new RegExp(`^The session file .* cannot be opened for writing \\(${code}\\)\\. `),
    );
  });

  it('takes events after its close for none of its business, and closes once', async () => {
    const { path, bus, file } = await recorded('closed.ndjson');
    await Promise.all([file.close(), file.close()]);
    bus.emit(began('late'));
    expect(await parsed(path)).toEqual([]);
  });
});
