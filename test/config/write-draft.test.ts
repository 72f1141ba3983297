import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeDraft } from '../../src/config/write-draft.ts';
import { folder } from '../support/folder.ts';

it('writes beside the target, hidden, and has it placed', async () => {
  const dir = await folder({});
  const target = join(dir, 'a.json');
  const seen: string[] = [];
  await writeDraft(
    target,
    'text',
    async (file) => void seen.push(`${(await file.stat()).size}`),
    async (draft) => {
      seen.push(draft);
      await rename(draft, target);
    },
  );
  expect(seen).toEqual(['4', expect.stringMatching(/\/\.a\.json\.[0-9a-f]{12}\.tmp$/)]);
  expect([await readdir(dir), await readFile(target, 'utf8')]).toEqual([['a.json'], 'text']);
});

it('leaves nothing behind where that fails', async () => {
  const dir = await folder({});
  const no = () => Promise.reject(new Error('no'));
  await expect(writeDraft(join(dir, 'a'), 'x', no, async () => {})).rejects.toThrow('no');
  await expect(writeDraft(join(dir, 'a'), 'x', async () => {}, no)).rejects.toThrow('no');
  expect(await readdir(dir)).toEqual([]);
});
