import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFault } from '../config/file-fault.ts';
import { ConfigError } from '../errors.ts';

/** The text of a file below a folder, without a BOM. Throws ConfigError if it cannot be read. */
export const readSource = async (folder: string, file: string): Promise<string> => {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ConfigError([{ file: path, line: 1, column: 1, path: '', rule: null, message: fileFault(error) }]);
  });
  return text.replace(/^\uFEFF/, '');
};
