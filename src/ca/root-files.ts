import { randomBytes } from 'node:crypto';
import { chmod, constants, copyFile, link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CertificateError } from '../errors.ts';

/** The CA on disk. */
export interface RootFiles {
  readonly dir: string;
  readonly certFile: string;
  readonly keyFile: string;
}

export const rootFiles = (dir: string): RootFiles => ({
  dir,
  certFile: join(dir, 'ca.pem'),
  keyFile: join(dir, 'ca.key'),
});

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  EEXIST: 'there is a file of that name',
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

const fault = (what: string, way: string, cause: unknown): CertificateError => {
  const code = codeOf(cause);
  return new CertificateError(`${what}: ${REASONS[code] ?? String(cause)} (${code}). ${way}`, { cause });
};

/** The text of a file; null: there is none. */
export const readIfThere = async (file: string): Promise<string | null> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw fault(
      `The CA file ${file} cannot be read`,
      'Make it readable for this user, or name another folder with --ca-dir.',
      error,
    );
  }
};

/**
 * Refuses a key that others on the machine can read: whoever has it can read the traffic of all devices that trust the
 * CA. Windows keeps no such bits.
 */
export const assertPrivate = async (keyFile: string): Promise<void> => {
  const mode = process.platform === 'win32' ? 0 : (await stat(keyFile)).mode & 0o777;
  if ((mode & 0o077) === 0) return;
  throw new CertificateError(
    `The CA key ${keyFile} is open to other users (mode 0${mode.toString(8)}). Run: chmod 600 '${keyFile}'`,
  );
};

/** Makes the folder, for its owner only. One that is there keeps its mode unless it is as good as empty, so ours. */
export const makeFolder = async (dir: string): Promise<void> => {
  try {
    const made = await mkdir(dir, { recursive: true, mode: 0o700 });
    if (made === undefined && (await isEmpty(dir))) await tighten(dir);
  } catch (error) {
    throw fault(`The CA folder ${dir} cannot be made`, WRITABLE, error);
  }
};

const WRITABLE = 'Make it writable for this user, or name another folder with --ca-dir.';

const isEmpty = async (dir: string): Promise<boolean> => (await readdir(dir)).every((name) => name.startsWith('.'));

/** A mounted folder may belong to somebody else; the key has its own mode. */
const tighten = (dir: string): Promise<void> => chmod(dir, 0o700).catch(() => {});

/**
 * Puts a whole file in place, or leaves the one that is there: nobody ever reads half of it, and of two starts at once
 * one wins. Tells whether this one did.
 */
export const writeOnce = async (file: string, text: string, mode: number): Promise<boolean> => {
  const draft = join(dirname(file), `.${randomBytes(6).toString('hex')}.draft`);
  try {
    await writeDraft(draft, text, mode);
    return await place(draft, file);
  } catch (error) {
    throw fault(`The CA file ${file} cannot be written`, WRITABLE, error);
  } finally {
    await rm(draft, { force: true });
  }
};

const writeDraft = async (draft: string, text: string, mode: number): Promise<void> => {
  const handle = await open(draft, 'wx', mode);
  try {
    await handle.writeFile(text);
    // The umask may have taken bits that others need.
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** File systems without hard links: FAT, some network and container mounts. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

const place = async (draft: string, file: string): Promise<boolean> => {
  try {
    await link(draft, file).catch((error: unknown) => {
      if (!NO_LINKS.has(codeOf(error))) throw error;
      return copyFile(draft, file, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
};
