import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Watcher, watch } from '../../src/cli/watch.ts';
import { folder } from '../support/folder.ts';

/** A watcher, and a promise of its next call. */
const watching = async (...paths: readonly string[]): Promise<Watcher & { readonly next: () => Promise<void> }> => {
  let calls = 0;
  let heard = 0;
  let wake = () => {};
  const changed = () => {
    calls += 1;
    wake();
  };
  const onFault = (reason: unknown) => {
    throw reason;
  };
  const watcher = await watch(paths, { changed, onFault });
  onTestFinished(() => watcher.close());
  const next = async () => {
    while (calls === heard) await new Promise<void>((resolve) => (wake = resolve));
    heard = calls;
  };
  return { ...watcher, next };
};

describe('a file', () => {
  it('is seen to be written, replaced, deleted, and written anew', async () => {
    const file = join(await folder({ 'a.json': 'one', 'b.json': 'other' }), 'a.json');
    const { next } = await watching(file);
    await writeFile(file, 'two');
    await next();
    for (const text of ['three', 'four']) {
      await writeFile(`${file}.draft`, text);
      await rename(`${file}.draft`, file);
      await next();
    }
    await rm(file);
    await next();
    await writeFile(file, 'five');
    await next();
  });

  it('of a folder: one that comes, changes and goes is seen', async () => {
    const root = await folder({ 'apps/a.json': 'one' });
    const { next } = await watching(join(root, 'apps'));
    const file = join(root, 'apps', 'b.json');
    for (const change of [() => writeFile(file, 'one'), () => writeFile(file, 'two'), () => rm(file)]) {
      await change();
      await next();
    }
  });

  it('that is followed later is seen', async () => {
    const root = await folder({ 'a.json': 'one', 'b.json': 'one' });
    const { follow, next } = await watching(join(root, 'a.json'));
    follow([join(root, 'a.json'), join(root, 'b.json')]);
    // Nothing tells from when on it is seen: the file is changed until it is.
    const again = setInterval(() => void writeFile(join(root, 'b.json'), String(Math.random())), 250);
    await next();
    clearInterval(again);
  });
});

it('many changes at once are told of once', async () => {
  const root = await folder(Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, 'one'])));
  let calls = 0;
  const told = new Promise<void>((resolve) => {
    void watch(
      ['a', 'b', 'c', 'd'].map((name) => join(root, name)),
      {
        changed: () => {
          calls += 1;
          resolve();
        },
        onFault: () => {},
      },
    ).then(async (watcher) => {
      onTestFinished(() => watcher.close());
      await Promise.all(['a', 'b', 'c', 'd'].map((name) => writeFile(join(root, name), 'two')));
    });
  });
  await told;
  expect(calls).toBe(1);
});

it('after close nothing is told, and the process may end', async () => {
  const file = join(await folder({ 'a.json': 'one' }), 'a.json');
  const watcher = await watch([file], {
    changed: () => {
      throw new Error('told after close');
    },
    onFault: () => {},
  });
  await watcher.close();
  await writeFile(file, 'two');
});
