import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { finishReports, openReports, reportTargets } from '../../src/cli/report-targets.ts';
import { UsageError } from '../../src/errors.ts';
import { source } from '../reports/made.ts';
import { folder } from '../support/folder.ts';

describe('--report', () => {
  it('takes FORMAT=FILE; the file may have = in it', () => {
    expect(reportTargets(['junit=a.xml', 'html=b=c.html'])).toEqual([
      { format: 'junit', path: 'a.xml' },
      { format: 'html', path: 'b=c.html' },
    ]);
  });

  it.each([['junit'], ['junit='], ['=a.xml'], ['pdf=a.pdf'], ['']])('"%s" is told to be wrong', (word) => {
    expect(() => reportTargets([word])).toThrow(UsageError);
  });

  it('gives no two reports one file', () => {
    expect(() => reportTargets(['junit=a.xml', 'json=./a.xml'])).toThrow('two reports would go to ./a.xml');
  });

  it.skipIf(process.platform !== 'linux')('one that fails keeps no other from its end', async () => {
    const path = join(await folder({ x: '' }), 'r.json');
    const outs = await openReports(
      [
        { format: 'html', path: '/dev/full' },
        { format: 'json', path },
      ],
      source(),
    );
    expect(await finishReports(outs)).toEqual(['The report /dev/full is not whole: writing it failed (ENOSPC).']);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 1 });
  });
});
