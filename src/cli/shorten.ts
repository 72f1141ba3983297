import { isAbsolute, relative } from 'node:path';

/** A file's name as a reader in the working folder would type it; a name that is no path stays as it is. */
export const shorten = (file: string, cwd: string = process.cwd()): string => {
  if (!isAbsolute(file)) return file;
  const short = relative(cwd, file);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? file : short;
};
