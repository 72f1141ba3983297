import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Lane } from '../../src/upstream/lane.ts';
import { Pool } from '../../src/upstream/pool.ts';
import { socketPair } from '../support/socket-pair.ts';
import { until } from './turns.ts';

const poolOf = (idle: number): Pool => {
  const pool = new Pool({ idle, headerBytes: 16_384 });
  onTestFinished(() => pool.close());
  return pool;
};

/** A lane, and the server's end of it. */
const laneIn = async (pool: Pool, key = 'a'): Promise<{ readonly lane: Lane; readonly server: Socket }> => {
  const [near, server] = await socketPair();
  server.resume().on('error', () => {});
  onTestFinished(() => void server.destroy());
  const made = { outcome: 'connected', socket: near, absolute: null, dial: null, peer: null, reached: null } as const;
  return { lane: pool.open(key, made), server };
};

describe('a pool', () => {
  it('hands out the lane that was given last, each once, and by its key', async () => {
    const pool = poolOf(10);
    const [{ lane: one }, { lane: two }, { lane: other }] = [
      await laneIn(pool),
      await laneIn(pool),
      await laneIn(pool, 'b'),
    ];
    expect(pool.take('a')).toBeUndefined();
    for (const lane of [one, two, other]) pool.give(lane);
    expect(pool.stats()).toEqual({ idle: 3, open: 3 });
    expect([pool.take('a'), pool.take('a'), pool.take('a')]).toEqual([two, one, undefined]);
    expect([pool.take('b'), pool.take('c')]).toEqual([other, undefined]);
    expect(pool.stats()).toEqual({ idle: 0, open: 3 });
  });

  it('says of a lane whether it has carried a request', async () => {
    const pool = poolOf(10);
    const { lane } = await laneIn(pool);
    expect(lane.reused).toBe(false);
    pool.give(lane);
    expect(pool.take('a')?.reused).toBe(true);
  });

  it('keeps so many idle, over all keys; one more is closed', async () => {
    const pool = poolOf(2);
    const lanes = [await laneIn(pool, 'a'), await laneIn(pool, 'b'), await laneIn(pool, 'c')];
    for (const { lane } of lanes) pool.give(lane);
    const [, , third] = lanes;
    if (third) await once(third.server, 'end');
    expect(pool.stats()).toEqual({ idle: 2, open: 2 });
    expect(pool.take('c')).toBeUndefined();
    pool.take('a');
    const { lane: fourth } = await laneIn(pool, 'c');
    pool.give(fourth);
    expect(pool.take('c')).toBe(fourth);
  });

  it('never hands out a dead one: closed while idle, or while it was out', async () => {
    const pool = poolOf(10);
    const [idle, out, alive] = [await laneIn(pool), await laneIn(pool), await laneIn(pool)];
    pool.give(alive.lane);
    pool.give(idle.lane);
    idle.lane.close();
    out.lane.close();
    await until(() => pool.stats().open === 1);
    pool.give(out.lane);
    expect([pool.take('a'), pool.take('a')]).toEqual([alive.lane, undefined]);
    expect(pool.stats()).toEqual({ idle: 0, open: 1 });
  });

  it('retires all: what is idle is closed, what is out is not', async () => {
    const pool = poolOf(10);
    const [idle, out] = [await laneIn(pool), await laneIn(pool)];
    idle.lane.keepUntil = performance.now() + 60_000;
    pool.give(idle.lane);
    const ended = once(idle.server, 'end');
    pool.retire();
    await ended;
    await until(() => pool.stats().open === 1);
    expect([out.lane.dead, pool.take('a')]).toEqual([false, undefined]);
  });

  it('closes all that are open, idle or out', async () => {
    const pool = poolOf(10);
    const [idle, out] = [await laneIn(pool), await laneIn(pool)];
    pool.give(idle.lane);
    const ends = [idle, out].map(({ server }) => once(server, 'end'));
    pool.close();
    await Promise.all(ends);
    await until(() => pool.stats().open === 0);
    expect(pool.stats()).toEqual({ idle: 0, open: 0 });
  });
});
