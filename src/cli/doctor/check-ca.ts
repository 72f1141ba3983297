import { access, constants, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Root, readRoot } from '../../ca/root.ts';
import { CertificateError } from '../../errors.ts';
import { shorten } from '../shorten.ts';
import type { Checkup } from './checkup.ts';

const DAY_MS = 86_400_000;
/** Days before its end from which a CA should be made anew: every phone has to trust the next one. */
const SOON = 30;

export interface CaCheck {
  readonly checkups: readonly Checkup[];
  /** null: there is none, or it cannot be used. */
  readonly root: Root | null;
}

/** Whether there is a CA, whether it can be used, and how long. `now`: epoch milliseconds. */
export const checkCa = async (dir: string, now: number): Promise<CaCheck> => {
  const folder = shorten(dir);
  if (!(await isThere(join(dir, 'ca.pem')))) return { checkups: [await toCome(dir, folder)], root: null };
  try {
    const root = await readRoot(dir);
    return { checkups: [lifeOf(root, folder, now)], root };
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    return { checkups: [{ check: 'CA', state: 'fail', message: error.message, fix: null }], root: null };
  }
};

const lifeOf = ({ notAfter }: Root, folder: string, now: number): Checkup => {
  const days = Math.floor((notAfter.getTime() - now) / DAY_MS);
  const message = `in ${folder}, good for ${days} more day${days === 1 ? '' : 's'}, to ${notAfter.toISOString().slice(0, 10)}`;
  if (days > SOON) return { check: 'CA', state: 'ok', message, fix: null };
  const fix = `move ca.pem and ca.key away before: the next start makes a new CA, and each phone has to trust that one`;
  return { check: 'CA', state: 'warn', message, fix };
};

const toCome = async (dir: string, folder: string): Promise<Checkup> =>
  (await isWritable(dir))
    ? { check: 'CA', state: 'ok', message: `none in ${folder} yet; the first start makes one`, fix: null }
    : {
        check: 'CA',
        state: 'fail',
        message: `none in ${folder} yet, and none can be made there: it is not writable for this user`,
        fix: 'make it writable, or name another folder with --ca-dir',
      };

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );

/** The folder, or the nearest one above it that is there. */
const isWritable = async (dir: string): Promise<boolean> => {
  if (!(await isThere(dir)) && dirname(dir) !== dir) return isWritable(dirname(dir));
  return access(dir, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
};
