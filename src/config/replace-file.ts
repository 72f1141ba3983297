import { randomBytes } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

interface Owner {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

const fill = async (file: FileHandle, text: string, { mode, uid, gid }: Owner): Promise<void> => {
  await file.writeFile(text);
  // Only root may give files away; for anyone else the file was, and stays, their own.
  await file.chown(uid, gid).catch(() => {});
  // After chown, which takes special bits away; and open() has left out what the umask does.
  await file.chmod(mode & 0o7777);
  await file.sync();
};

/**
 * Gives a file a new text at one blow: whoever reads it gets the old text or the new one, also after a crash. Its mode and
 * owner stay; a link stays a link, and what it leads to is replaced. Rejects with the system's error, and then nothing
 * has changed.
 */
export const replaceFile = async (path: string, text: string): Promise<void> => {
  const target = await realpath(path);
  const owner = await stat(target);
  // Hidden, so that no pattern of app files takes it for one.
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await fill(file, text, owner).finally(() => file.close());
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
};
