import { access, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Har } from 'har-format';
import { describe, expect, it } from 'vitest';
import { StartError, UsageError } from '../../src/errors.ts';
import { recordWithHar } from '../../src/reports/record-with-har.ts';
import { rules } from '../../src/rules/index.ts';
import { began } from '../events/made.ts';
import { folder } from '../support/folder.ts';
import { harFaults } from '../support/har-faults.ts';
import { events } from './made.ts';

const options = { limit: 10, format: 'pretty', colour: false, write: () => {} } as const;

const readHar = async (path: string): Promise<Har> => JSON.parse(await readFile(path, 'utf8'));

/** Folders of sessions that were kept for a HAR alone. */
const leftOver = async (): Promise<readonly string[]> => {
  const names = (await readdir(tmpdir())).filter((name) => /^mpgate-.{6}$/.test(name));
  const sessions = await Promise.all(
    names.map((name) =>
      access(join(tmpdir(), name, 'session.ndjson')).then(
        () => [name],
        () => [],
      ),
    ),
  );
  return sessions.flat();
};

describe('a recording with a HAR', () => {
  it('writes it when it closes, though no session is kept, and leaves nothing behind', async () => {
    const har = join(await folder({ x: '' }), 's.har');
    const before = await leftOver();
    const recording = await recordWithHar(rules, { ...options, file: null, har });
    for (const event of [...events, began('open')]) recording.bus.emit(event);
    expect(await readFile(har, 'utf8')).toBe('');
    await Promise.all([recording.close(), recording.close()]);
    const { log } = await readHar(har);
    expect(harFaults({ log })).toEqual([]);
    expect(log.entries.map(({ connection }) => connection)).toEqual(['good', 'bad', 'let', 'lost', 'socket', 'unread']);
    expect((await leftOver()).filter((name) => !before.includes(name))).toEqual([]);
  });

  it('of a session file it takes this session, not those before it', async () => {
    const cwd = await folder({ x: '' });
    for (const name of ['one', 'two']) {
      const har = join(cwd, `${name}.har`);
      const recording = await recordWithHar(rules, { ...options, file: join(cwd, 's.ndjson'), har });
      for (const event of events.filter(({ flow }) => (name === 'one') === (flow === 'good')))
        recording.bus.emit(event);
      await recording.close();
    }
    expect((await readHar(join(cwd, 'one.har'))).log.entries).toHaveLength(1);
    expect((await readHar(join(cwd, 'two.har'))).log.entries).toHaveLength(5);
    expect((await readFile(join(cwd, 's.ndjson'), 'utf8')).trimEnd().split('\n')).toHaveLength(events.length);
  });

  it('is a recording like any other where none is asked for', async () => {
    const recording = await recordWithHar(rules, { ...options, file: null, har: null });
    await recording.close();
  });

  it('does not start where the HAR cannot be written, or the session cannot be read again', async () => {
    const har = join(await folder({ x: '' }), 's.har');
    await expect(recordWithHar(rules, { ...options, file: null, har: '/none/s.har' })).rejects.toThrow(UsageError);
    await expect(recordWithHar(rules, { ...options, file: '/none/s', har })).rejects.toThrow(StartError);
    await expect(recordWithHar(rules, { ...options, file: '/dev/null', har })).rejects.toThrow('cannot be read again');
  });

  it.skipIf(process.platform !== 'linux')('says at the end that the HAR is not whole', async () => {
    const recording = await recordWithHar(rules, { ...options, file: null, har: '/dev/full' });
    for (const event of events) recording.bus.emit(event);
    await expect(recording.close()).rejects.toThrow('/dev/full is not whole');
  });
});
