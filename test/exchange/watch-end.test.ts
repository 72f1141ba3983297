import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { unwatch, watchEnd } from '../../src/exchange/watch-end.ts';
import { socketPair } from '../support/socket-pair.ts';

describe('a connection that nobody reads', () => {
  it('tells of its end', async () => {
    const [near, far] = await socketPair();
    const ended = new Promise<void>((resolve) => watchEnd(near, resolve));
    far.end();
    await ended;
    near.destroy();
  });

  it('keeps what was sent for whoever reads it later', async () => {
    const [near, far] = await socketPair();
    watchEnd(near, () => {});
    far.write('one');
    await once(near, 'readable');
    far.write('two');
    unwatch(near);
    let text = '';
    near.on('data', (chunk: Buffer) => {
      text += chunk;
    });
    near.resume();
    far.end();
    await once(near, 'end');
    expect(text).toBe('onetwo');
    near.destroy();
  });
});
