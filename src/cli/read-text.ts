import { readFile } from 'node:fs/promises';
import { fileFault } from '../config/file-fault.ts';
import { ConfigError } from '../errors.ts';

/** A file's text. Throws ConfigError where it cannot be read. */
export const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigError([{ file, line: 1, column: 1, path: '', rule: null, message: fileFault(error) }]);
  }
};
