import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildPath } from '../../src/chain/build-path.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import { rootStores } from '../../src/chain/root-stores.ts';
import { folder } from '../support/folder.ts';
import { makeCa } from '../support/pki.ts';

const one = makeCa({ name: 'One', notBefore: new Date('2020-02-03T04:05:06Z') });
const two = makeCa({ name: 'Two', notBefore: new Date('2021-03-04T05:06:07Z') });
const below = makeCa({ name: 'Below', parent: one });

const storeIn = async (dir: string) => (await rootStores([dir])).find(({ name }) => name === dir);

describe('root stores', () => {
  it('the system’s and Node’s, each with its place, its age and how many it has', async () => {
    const [system, node, ...others] = await rootStores();
    expect(others).toEqual([]);
    expect(system).toMatchObject({ name: 'system', from: expect.stringMatching(/^(\/|system|Node )/) });
    expect(node).toMatchObject({ name: 'node', from: `Node ${process.versions.node}`, written: null });
    for (const store of [system, node]) {
      expect(store?.count).toBeGreaterThan(50);
      expect(store?.pem).toHaveLength(store?.count ?? 0);
      expect(store?.newest).toMatch(/^20[12]\d-\d\d-\d\d$/);
      expect(indexRoots(store?.pem ?? []).size).toBeGreaterThan(50);
    }
  });

  it('a folder of the user’s own, in PEM and DER, none twice and intermediates left out', async () => {
    const dir = await folder({
      'a.pem': one.cert + two.cert,
      'b.crt': below.cert,
      'c.pem': 'nothing',
      'd.txt': two.cert,
    });
    await writeFile(join(dir, 'e.DER'), one.x509.raw);
    const at = new Date('2022-04-05T06:07:08Z');
    await Promise.all(['a.pem', 'b.crt', 'c.pem', 'e.DER'].map((name) => utimes(join(dir, name), at, at)));
    expect(await storeIn(dir)).toEqual({
      name: dir,
      from: dir,
      written: '2022-04-05',
      newest: '2021-03-04',
      pem: [one.cert, two.cert],
      count: 2,
      leftOut: 1,
    });
  });

  it('an empty folder has no roots, and nothing leads to them', async () => {
    const store = await storeIn(await folder({}));
    expect(store).toMatchObject({ written: null, newest: null, count: 0, leftOut: 0 });
    const { trust } = buildPath([one.issue({ names: ['a.test'] }).x509], indexRoots(store?.pem ?? []), Date.now());
    expect(trust).toBe('unknown-root');
  });

  it('a folder that is not there is said', async () => {
    const dir = await folder({});
    await expect(rootStores([join(dir, 'none')])).rejects.toThrow(/ENOENT/);
  });
});

it('what an old platform says is what its roots say', async () => {
  const old = makeCa({ name: 'Old Root' });
  const young = makeCa({ name: 'Young Root' });
  const crossed = makeCa({ name: 'Young Root', parent: old, reuseKey: young.keyObject });
  const middle = makeCa({ name: 'Middle', parent: young });
  const leaf = middle.issue({ names: ['a.test'] });
  const dirs = await Promise.all([old, young].map(({ cert }) => folder({ 'root.pem': cert })));
  const stores = (await rootStores(dirs)).filter(({ name }) => dirs.includes(name));
  const say = (...sent: readonly (typeof leaf)[]) =>
    stores.map(
      ({ pem }) =>
        buildPath(
          sent.map(({ x509 }) => x509),
          indexRoots(pem),
          Date.now(),
        ).trust,
    );
  expect(say(leaf, middle)).toEqual(['unknown-root', 'trusted']);
  expect(say(leaf, middle, crossed)).toEqual(['trusted', 'trusted']);
});
