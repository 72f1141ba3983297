/** A home folder in which a Linux browser trusts a CA. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folder } from './folder.ts';
import { run } from './run.ts';

/** The folder, for `HOME`; gone after the test. Needs `certutil`, of Debian's libnss3-tools. */
export const homeThatTrusts = async (caFile: string): Promise<string> => {
  const home = await folder({});
  const db = join(home, '.pki', 'nssdb');
  await mkdir(db, { recursive: true });
  const { code, stderr } = await run('certutil', ['-d', `sql:${db}`, '-A', '-t', 'C,,', '-n', 'mpgate', '-i', caFile], {
    env: { HOME: home },
  });
  if (code !== 0) throw new Error(`certutil: ${stderr}`);
  return home;
};
