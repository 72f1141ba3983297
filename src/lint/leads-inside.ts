import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Whether a path below a folder stays in it, all links followed. A path to nothing leads nowhere: null. */
export const leadsInside = async (realRoot: string, path: string): Promise<boolean | null> => {
  const target = await realpath(join(realRoot, path)).catch(() => null);
  if (target === null) return null;
  return target === realRoot || target.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
};
