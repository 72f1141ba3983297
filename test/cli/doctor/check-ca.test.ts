import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRoot } from '../../../src/ca/root.ts';
import { checkCa } from '../../../src/cli/doctor/check-ca.ts';
import { folder } from '../../support/folder.ts';

const DAY_MS = 86_400_000;

describe('the CA', () => {
  it('is made by the first start', async () => {
    const dir = join(await folder({}), 'a', 'b');
    expect(await checkCa(dir, Date.now())).toEqual({
      checkups: [{ check: 'CA', state: 'ok', message: `none in ${dir} yet; the first start makes one`, fix: null }],
      root: null,
    });
  });

  it('is good for so many days, and soon not', async () => {
    const dir = await folder({});
    const { notAfter, fingerprint } = await openRoot({ dir });
    const left = (days: number) => checkCa(dir, notAfter.getTime() - days * DAY_MS);
    const { checkups, root } = await left(31);
    expect(checkups).toMatchObject([{ state: 'ok', message: expect.stringContaining('good for 31 more days') }]);
    expect(root?.fingerprint).toBe(fingerprint);
    expect((await left(30)).checkups).toMatchObject([{ state: 'warn', fix: expect.stringContaining('new CA') }]);
    expect((await left(1)).checkups).toMatchObject([{ message: expect.stringContaining('good for 1 more day,') }]);
  });

  it('cannot be used', async () => {
    const dir = await folder({ 'ca.pem': 'no certificate', 'ca.key': '' });
    const { checkups, root } = await checkCa(dir, Date.now());
    expect(root).toBeNull();
    expect(checkups).toMatchObject([{ state: 'fail' }]);
  });

  it('has a key that others can read', async () => {
    const dir = await folder({});
    await openRoot({ dir });
    await chmod(join(dir, 'ca.key'), 0o644);
    expect((await checkCa(dir, Date.now())).checkups).toMatchObject([
      { state: 'fail', message: expect.stringContaining('chmod 600') },
    ]);
  });

  it('cannot be made below a file', async () => {
    const root = await folder({});
    await writeFile(join(root, 'file'), '');
    await chmod(join(root, 'file'), 0o600);
    expect((await checkCa(join(root, 'file'), Date.now())).checkups).toMatchObject([{ check: 'CA', state: 'fail' }]);
  });
});
