import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reportOut } from '../../src/cli/report-out.ts';
import { StartError, UsageError } from '../../src/errors.ts';
import { events, source } from '../reports/made.ts';
import { folder } from '../support/folder.ts';

it('listens from its opening on, and has all in the file when it is finished', async () => {
  const made = source();
  const path = join(await folder({ x: '' }), 'report.txt');
  const out = await reportOut('text', path, made);
  for (const event of events) made.bus.emit(event);
  await out.settled();
  await out.finish();
  expect(await readFile(path, 'utf8')).toMatch(/6 flows: .*\nskipVerification was on[\s\S]*\nFAIL: .*\n$/);
});

it('says before anything else that there is no such place', async () => {
  await expect(reportOut('json', '/none/report.json', source())).rejects.toThrow(UsageError);
});

it.skipIf(process.platform !== 'linux')('says that a file is not whole', async () => {
  const out = await reportOut('json', '/dev/full', source());
  await expect(out.finish()).rejects.toThrow(StartError);
});
