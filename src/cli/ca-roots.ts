import { DISTRUST_LIST, LIST_DATE } from '../chain/distrust-list.ts';
import { type RootStore, rootStores } from '../chain/root-stores.ts';
import { UsageError } from '../errors.ts';
import { palette } from './palette.ts';
import { print, printJson } from './print.ts';

/** The stores of this machine, and folders besides. @throws UsageError where a folder cannot be read */
export const storesWith = (folders: readonly string[]): Promise<readonly RootStore[]> =>
  rootStores(folders).catch((cause: Error) => {
    throw new UsageError(`a folder of roots cannot be read: ${cause.message}`);
  });

/** Says whose roots servers are held to, how old they are, and of what day the list of distrusted CAs is. */
export const showRoots = async (folders: readonly string[], isJson: boolean): Promise<void> => {
  const stores = await storesWith(folders);
  const distrust = { date: LIST_DATE, count: DISTRUST_LIST.length };
  if (isJson) return printJson({ version: 1, stores: stores.map(({ pem: _, ...rest }) => rest), distrust });
  const { dim, bold } = palette(process.stdout);
  for (const { name, from, written, newest, count, leftOut } of stores) {
    const rows = {
      from,
      written: written ?? 'not known',
      newest: newest ?? 'none',
      roots: `${count}${leftOut > 0 ? `, and ${leftOut} certificates that are no roots, left out` : ''}`,
    };
    print(bold(name === 'system' ? 'system (what the gate and check go by)' : name));
    for (const [label, value] of Object.entries(rows)) print(`  ${dim(label.padEnd(8))}${value}`);
  }
  print(`${bold('distrusted')}\n  ${dim('list'.padEnd(8))}of ${distrust.date}, ${distrust.count} CAs`);
};
