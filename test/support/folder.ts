/** A folder of files for one test, gone after it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes the files (objects as JSON, bytes as they are) and gives the folder's absolute path. */
export const folder = async (files: Readonly<Record<string, string | object>>): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'mpgate-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    await writeFile(join(root, name), isRaw ? content : JSON.stringify(content));
  }
  return root;
};
