import { expect, it } from 'vitest';
import { fileFault } from '../../src/config/file-fault.ts';

it.each([
  ['ENOENT', 'the file does not exist; correct its name or write it'],
  ['EACCES', 'the file cannot be read: permission denied'],
  ['EISDIR', 'this is a folder, but a file is expected'],
  ['ENOTDIR', 'the file does not exist: a part of its path is no folder'],
  ['EIO', 'the file cannot be read (EIO)'],
])('%s: %s', (code, sentence) => {
  expect(fileFault(Object.assign(new Error(code), { code }))).toBe(sentence);
});

it('takes anything that was thrown', () => {
  expect(fileFault('odd')).toBe('the file cannot be read (unknown)');
});
