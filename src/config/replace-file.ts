import { realpath, rename, stat } from 'node:fs/promises';
import { writeDraft } from './write-draft.ts';

/**
 * Gives a file a new text at one blow: whoever reads it gets the old text or the new one, also after a crash. Its mode and
 * owner stay; a link stays a link, and what it leads to is replaced. Rejects with the system's error, and then nothing
 * has changed.
 */
export const replaceFile = async (path: string, text: string): Promise<void> => {
  const target = await realpath(path);
  const { mode, uid, gid } = await stat(target);
  await writeDraft(
    target,
    text,
    async (file) => {
      // Only root may give files away; for anyone else the file was, and stays, their own.
      await file.chown(uid, gid).catch(() => {});
      // After chown, which takes special bits away; and open() has left out what the umask does.
      await file.chmod(mode & 0o7777);
    },
    (draft) => rename(draft, target),
  );
};
