import { open } from 'node:fs/promises';

/** The last lines of a text file, `most` bytes of them; empty if it cannot be read. What is left out is told in a first line. */
export const tailOf = async (path: string, most: number): Promise<string> => {
  const file = await open(path).catch(() => null);
  if (file === null) return '';
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - most);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const text = buffer.toString('utf8', 0, bytesRead).trimEnd();
    // The first of them is torn.
    return from === 0 ? text : `(the last lines; all of them are in ${path})\n${text.slice(text.indexOf('\n') + 1)}`;
  } finally {
    await file.close();
  }
};
