import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartError } from '../../src/errors.ts';
import { startRecording } from '../../src/events/recording.ts';
import { began, completed, judged } from './made.ts';

const rules = [{ id: 'r', title: 'R', checks: { tunnel: 1 } }];

describe('a recording', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mpgate-recording-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const started = async (file: string | null) => {
    const texts: string[] = [];
    const write = (text: string) => texts.push(text);
    const recording = await startRecording(rules, { limit: 10, file, format: 'pretty', colour: false, write });
    for (const event of [began('a'), judged('a', 'tunnel', ['r']), completed('a')]) recording.bus.emit(event);
    return { recording, texts };
  };

  it('tells the ring, the tally, the log and the session file of each flow', async () => {
    const file = join(folder, 'session.ndjson');
    const { recording, texts } = await started(file);
    await recording.close();
    expect(recording.recent.get('a')?.end?.outcome).toBe('completed');
    expect(recording.tally.report().rules[0]?.state).toBe('pass');
    expect(texts).toHaveLength(1);
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(4);
    expect(recording.dropped()).toBe(0);
  });

  it('does without a session file', async () => {
    const { recording } = await started(null);
    await recording.close();
    expect([recording.dropped(), recording.recent.size()]).toEqual([0, 1]);
  });

  it('says that a listener failed, and goes on', async () => {
    const { recording, texts } = await started(null);
    recording.bus.subscribe(() => {
      throw new Error('out of ink');
    });
    for (const event of [began('b'), completed('b')]) recording.bus.emit(event);
    expect(texts.join('')).toContain('error  A listener failed, and the gate goes on: out of ink');
    expect(recording.recent.get('b')?.end?.outcome).toBe('completed');
    await recording.close();
  });

  it('does not start where its session file cannot be opened', async () => {
    await expect(started(join(folder, 'no', 'such'))).rejects.toBeInstanceOf(StartError);
  });

  it('begins a new session, and says so to the file and to who follows', async () => {
    const file = join(folder, 'reset.ndjson');
    const { recording } = await started(file);
    recording.configured({ v: 1, type: 'session.began', at: 1, apps: [] });
    recording.ring.follow(() => {});
    recording.reset();
    expect(recording.recent.size()).toBe(0);
    expect(recording.tally.report().flows.seen).toBe(0);
    const place = recording.ring.place();
    expect(recording.ring.read(place - 1, 9).events).toMatchObject([{ type: 'session.began', apps: [] }]);
    await recording.close();
    const types = (await readFile(file, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect(types.slice(-2)).toEqual(['session.began', 'session.began']);
  });
});
