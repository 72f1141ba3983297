import type { ProbeLimits } from './limits.ts';
import type { ProbeTarget } from './probe-target.ts';
import { probeVersion } from './probe-version.ts';
import { VERSIONS } from './versions.ts';

/**
 * Every version of TLS that a server agrees to, the oldest first, where `best` is what it agreed to when all were offered:
 * a connection for each older one, one after the other; none where it agreed to nothing. A string: why that is not known.
 * Never rejects.
 */
export const offeredVersions = async (
  target: ProbeTarget,
  best: string,
  limits: ProbeLimits,
): Promise<readonly string[] | string> => {
  const names: readonly string[] = VERSIONS;
  const place = names.indexOf(best);
  const offered = names.slice(place, place + 1);
  const older = VERSIONS.slice(0, Math.max(0, place));
  for (const version of older.toReversed()) {
    const { outcome } = await probeVersion(target, version, limits);
    if (outcome === 'silent' || outcome === 'unreachable') return `the server did not answer when asked for ${version}`;
    if (outcome === 'offered') offered.unshift(version);
  }
  return offered;
};
