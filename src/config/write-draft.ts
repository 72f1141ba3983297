import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a text beside the file that it is for, and gives it to `place`, which moves or links it there; nothing is left
 * behind, whichever way that ends. `prepare` sees the file while it is open, before it is on the disk.
 */
export const writeDraft = async (
  target: string,
  text: string,
  prepare: (file: FileHandle) => Promise<void>,
  place: (draft: string) => Promise<void>,
): Promise<void> => {
  // Hidden, so that no pattern of app files takes it for one.
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await fill(file, text, prepare).finally(() => file.close());
    await place(draft);
  } finally {
    await rm(draft, { force: true });
  }
};

const fill = async (file: FileHandle, text: string, prepare: (file: FileHandle) => Promise<void>): Promise<void> => {
  await file.writeFile(text);
  await prepare(file);
  await file.sync();
};
