import { rootsIn, systemRoots } from '../ca/roots.ts';
import { pathFinderFor } from '../chain/path-finder.ts';
import type { Dial } from '../check/check-host.ts';
import { UsageError } from '../errors.ts';
import { upstreamContext } from '../upstream/context.ts';
import { createResolve } from '../upstream/resolve.ts';

/** For look-up, TCP and TLS of one handshake together. */
const LIMIT_MS = 10_000;

/** How servers are reached, by options of the command line. */
export interface DialOptions {
  /** PEM files to trust besides the system's roots. */
  readonly ca: readonly string[];
  /** `HOST[:PORT]=ADDRESS[:PORT]` */
  readonly resolve: readonly string[];
}

/** @throws UsageError */
export const dialOf = async ({ ca, resolve }: DialOptions): Promise<Dial> => {
  const own = await rootsIn(ca).catch((cause: Error) => {
    throw new UsageError(`--ca names a file that cannot be read: ${cause.message}`);
  });
  const roots = [...(await systemRoots()).pem, ...own];
  return {
    resolve: createResolve(Object.fromEntries(resolve.map(mapping))),
    context: upstreamContext(roots),
    findPath: pathFinderFor(roots),
    handshakeMs: LIMIT_MS,
  };
};

const mapping = (text: string): readonly [string, string] => {
  const [from, to, ...rest] = text.split('=');
  if (from && to && rest.length === 0) return [from, to];
  throw new UsageError(`--resolve takes HOST[:PORT]=ADDRESS[:PORT], not "${text}"`);
};
