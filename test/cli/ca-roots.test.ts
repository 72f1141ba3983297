import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';
import { makeCa } from '../support/pki.ts';

describe('mpgate ca roots', () => {
  it('names the stores with their age, a folder’s too, and the list of distrusted CAs', async () => {
    const root = makeCa({ name: 'Phone Root' });
    const leaf = root.issue({ names: ['api.shop.test'] });
    const cwd = await folder({ 'phone/root.pem': root.cert, 'phone/leaf.pem': leaf.cert });
    const { code, stdout } = await runCli(['ca', 'roots', 'phone'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^system \(what the gate and check go by\)\n {2}from {4}\S/);
    expect(stdout).toMatch(/^node\n {2}from {4}Node \d+/m);
    expect(stdout).toMatch(/^phone\n(.*\n)*? {2}roots {3}1, and 1 certificates that are no roots, left out\n/m);
    expect(stdout).toMatch(/^distrusted\n {2}list {4}of \d{4}-\d\d-\d\d, \d+ CAs\n$/m);
  });

  it('--json is one object, without the certificates', async () => {
    const { stdout } = await runCli(['ca', 'roots', '--json']);
    const { version, stores, distrust } = JSON.parse(stdout);
    expect([version, stores.map(({ name }: { name: string }) => name)]).toEqual([1, ['system', 'node']]);
    expect([stores[1].count > 100, stores[1].pem, distrust.count > 5]).toEqual([true, undefined, true]);
  });

  it('a folder that is not there: 2', async () => {
    const { code, stderr } = await runCli(['ca', 'roots', '/no/such/folder']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('a folder of roots cannot be read')]);
  });
});
