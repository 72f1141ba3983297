import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkReports, openAll, writeAll } from '../../src/cli/check-reports.ts';
import { folder } from '../support/folder.ts';
import { checkedHost, finding } from './checked.ts';

it('are files of the forms that check has', () => {
  expect(checkReports(['junit=a.xml', 'sarif=b.sarif'])).toEqual([
    { format: 'junit', path: 'a.xml' },
    { format: 'sarif', path: 'b.sarif' },
  ]);
  expect(() => checkReports(['html=a.html'])).toThrow('check reports as junit or sarif, not as html');
});

it('are written, each in its form', async () => {
  const dir = await folder({});
  const outs = await openAll(checkReports([`junit=${join(dir, 'a.xml')}`, `sarif=${join(dir, 'b.sarif')}`]));
  await writeAll(outs, [checkedHost({ findings: [finding()] })], 'strictest', null);
  expect(await readFile(join(dir, 'a.xml'), 'utf8')).toContain('<failure ');
  expect(JSON.parse(await readFile(join(dir, 'b.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
});

it('that cannot be opened are told at once', async () => {
  await expect(openAll(checkReports(['junit=/no/such/folder/a.xml']))).rejects.toThrow('cannot be written');
});
