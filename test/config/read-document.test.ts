import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readDocument } from '../../src/config/read-document.ts';
import { folder } from '../support/folder.ts';

it('reads a file', async () => {
  const file = join(await folder({ 'a.json': '{ "a": 1, }' }), 'a.json');
  expect(await readDocument(file)).toMatchObject({ file, value: { a: 1 }, problems: [] });
});

it('a file that is missing is a problem at its top, not an exception', async () => {
  const file = join(await folder({}), 'none.json');
  const { value, problems, locate } = await readDocument(file);
  expect(value).toBeUndefined();
  expect(problems).toEqual([
    { file, line: 1, column: 1, path: '', rule: null, message: expect.stringContaining('does not exist') },
  ]);
  expect(locate(['a', 0])).toEqual({ file, line: 1, column: 1 });
});

it('a folder is no file', async () => {
  const { problems } = await readDocument(await folder({}));
  expect(problems).toMatchObject([{ message: 'this is a folder, but a file is expected' }]);
});
