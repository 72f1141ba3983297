const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist; correct its name or write it',
  EACCES: 'the file cannot be read: permission denied',
  EPERM: 'the file cannot be read: permission denied',
  EISDIR: 'this is a folder, but a file is expected',
  ENOTDIR: 'the file does not exist: a part of its path is no folder',
};

/** Why a file could not be read, as a sentence. */
export const fileFault = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return sentences[code] ?? `the file cannot be read (${code})`;
};
