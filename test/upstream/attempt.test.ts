import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createAttempt, failure } from '../../src/upstream/attempt.ts';
import { socketPair } from '../support/socket-pair.ts';
import { uncalled } from './dialling.ts';

const forever = new Promise<never>(() => {});

describe('an attempt', () => {
  it('gives what its work gives, or its error', async () => {
    const attempt = createAttempt(1000, uncalled);
    expect(await attempt.race(Promise.resolve(7))).toBe(7);
    await expect(attempt.race(Promise.reject(failure('ECONNREFUSED', 'no')))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    attempt.done();
  });

  it('ends at its limit, for this work and all later, and its socket with it', async () => {
    const [near, far] = await socketPair();
    const attempt = createAttempt(20, uncalled);
    attempt.own(near);
    const late = { code: 'ETIMEDOUT', message: 'no connection within 20 ms' };
    await expect(attempt.race(forever)).rejects.toMatchObject(late);
    await expect(attempt.race(forever)).rejects.toMatchObject(late);
    expect(near.destroyed).toBe(true);
    far.destroy();
  });

  it('ends when it is called off, with the reason given', async () => {
    const [near, far] = await socketPair();
    let stop: (reason: Error) => void = () => {};
    const attempt = createAttempt(1000, { onCancel: (call) => (stop = call) });
    attempt.own(near);
    const work = attempt.race(forever);
    stop(failure('ABORT', 'the flow has ended'));
    await expect(work).rejects.toMatchObject({ code: 'ABORT', message: 'the flow has ended' });
    await once(far.resume(), 'end');
    far.destroy();
    attempt.done();
  });

  it('leaves its socket alone once it is done', async () => {
    const [near, far] = await socketPair();
    const attempt = createAttempt(5, uncalled);
    attempt.own(near);
    attempt.done();
    await expect(createAttempt(20, uncalled).race(forever)).rejects.toThrow();
    expect(near.destroyed).toBe(false);
    near.destroy();
    far.destroy();
  });

  it('that nobody waits for ends without a word', async () => {
    createAttempt(1, uncalled);
    await expect(createAttempt(20, uncalled).race(forever)).rejects.toThrow();
  });
});
