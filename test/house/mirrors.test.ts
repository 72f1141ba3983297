import { expect, it } from 'vitest';
import { filesUnder, sources } from './source.ts';

/** Folders of test/ that are no mirror of src/. */
const ownFolders = /^test\/(house|stories|attacks|clients|support|bench)\//;

const mirrorOf = (path: string): string => path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');

const tests = filesUnder('test').filter((path) => path.endsWith('.test.ts') && !ownFolders.test(path));

it('every file of src with code that runs has its test: src/a/b.ts, test/a/b.test.ts', () => {
  const wanted = sources.filter(({ path, runs }) => runs && !path.startsWith('src/model/')).map(({ path }) => path);
  expect(wanted.map(mirrorOf).filter((path) => !tests.includes(path))).toEqual([]);
});

it('every test outside of the folders of its own mirrors a file of src (move it, or name it after the file)', () => {
  const mirrors = new Set(sources.map(({ path }) => mirrorOf(path)));
  expect(tests.filter((path) => !mirrors.has(path))).toEqual([]);
});

it('the model has types only', () => {
  const running = sources.filter(({ path, runs }) => runs && path.startsWith('src/model/'));
  expect(running.map(({ path }) => path)).toEqual([]);
});
