import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { readSession } from '../../src/events/read-session.ts';
import type { SessionEvent } from '../../src/model/event.ts';
import { folder } from '../support/folder.ts';
import { began, completed, judged } from './made.ts';

const events = [began('a'), judged('a', 'tunnel', ['r']), completed('a')];
const whole = events.map((event) => `${JSON.stringify(event)}\n`).join('');

const readText = async (text: string | Buffer) => {
  const path = join(await folder({ x: '' }), 'session.ndjson');
  await writeFile(path, text);
  const taken: SessionEvent[] = [];
  return { read: await readSession(path, { take: (event) => void taken.push(event) }), taken };
};

describe('a session file is read', () => {
  it.each([
    ['whole', whole, { events: 3, unreadable: 0, torn: false }],
    ['empty', '', { events: 0, unreadable: 0, torn: false }],
    ['with a torn last line', `${whole}{"v":1,"ty`, { events: 3, unreadable: 0, torn: true }],
    ['without its last line feed', whole.slice(0, -1), { events: 3, unreadable: 0, torn: false }],
    ['with a torn line of a session before', `{"v":1,"ty\n${whole}`, { events: 3, unreadable: 1, torn: false }],
    ['with an empty line', `\n${whole}`, { events: 3, unreadable: 0, torn: false }],
  ])('%s', async (_, text, expected) => {
    const { read, taken } = await readText(text);
    expect(read).toEqual(expected);
    expect(taken).toEqual(events.slice(0, expected.events));
  });

  it('cut at every byte: the whole lines before are all there', async () => {
    for (let length = 0; length <= whole.length; length += 37) {
      const { read, taken } = await readText(whole.slice(0, length));
      expect(taken).toEqual(events.slice(0, taken.length));
      expect(taken.length).toBeGreaterThanOrEqual(whole.slice(0, length).split('\n').length - 1);
      expect(read.unreadable).toBe(0);
    }
  });

  it('with lines across its pieces, letters of several bytes among them, waiting after each piece', async () => {
    const path = join(await folder({ x: '' }), 'long.ndjson');
    const long = Array.from({ length: 40 }, (_, n) => began(`${n}`, { url: `https://a.test/${'ü€'.repeat(30_000)}` }));
    await writeFile(path, long.map((event) => `${JSON.stringify(event)}\n`).join(''));
    const taken: SessionEvent[] = [];
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
    };
    await readSession(path, { take: (event) => void taken.push(event), pause });
    expect(taken).toEqual(long);
    expect(pauses).toBeGreaterThan(3);
  });

  it('a line that is too long to be ours is skipped, and the next one read', async () => {
    const path = join(await folder({ x: '' }), 'huge.ndjson');
    await writeFile(path, 'x'.repeat(17 * 1024 * 1024));
    await appendFile(path, `\n${whole}`);
    const taken: SessionEvent[] = [];
    const read = await readSession(path, { take: (event) => void taken.push(event) });
    expect([read, taken.length]).toEqual([{ events: 3, unreadable: 1, torn: false }, 3]);
  });

  it.each([
    ['none.ndjson', 'ENOENT'],
    ['.', 'EISDIR'],
  ])('%s: says why it cannot', async (name, code) => {
    const reading = readSession(join(await folder({ x: '' }), name), { take: () => {} });
    await expect(reading).rejects.toThrow(UsageError);
    await expect(reading).rejects.toThrow(`cannot be read (${code})`);
  });
});
