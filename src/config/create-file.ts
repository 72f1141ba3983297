import { link } from 'node:fs/promises';
import { writeDraft } from './write-draft.ts';

/** As editors leave a file. */
const MODE = 0o644;

/**
 * Puts a new file in place at one blow. Rejects with the system's error, `EEXIST` where there is one of that name, a link
 * that leads nowhere included; then nothing has changed.
 */
export const createFile = (path: string, text: string): Promise<void> =>
  writeDraft(
    path,
    text,
    (file) => file.chmod(MODE),
    (draft) => link(draft, path),
  );
