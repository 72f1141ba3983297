import { rootsIn } from '../ca/roots.ts';
import { pathFinderFor } from '../chain/path-finder.ts';
import type { Dial } from '../check/check-host.ts';
import { UsageError } from '../errors.ts';
import { upstreamContext } from '../upstream/context.ts';
import { createResolve } from '../upstream/resolve.ts';
import { storesWith } from './ca-roots.ts';

/** For look-up, TCP and TLS of one handshake together. */
const LIMIT_MS = 10_000;

/** How servers are reached, by options of the command line. */
export interface DialOptions {
  /** `system`, `node`, or a folder. */
  readonly roots: string;
  /** PEM files to trust besides. */
  readonly ca: readonly string[];
  /** `HOST[:PORT]=ADDRESS[:PORT]` */
  readonly resolve: readonly string[];
}

/** @throws UsageError */
export const dialOf = async ({ ca, resolve, roots: store }: DialOptions): Promise<Dial> => {
  const own = await rootsIn(ca).catch((cause: Error) => {
    throw new UsageError(`--ca names a file that cannot be read: ${cause.message}`);
  });
  const roots = [...(await storeNamed(store)), ...own];
  return {
    resolve: createResolve(Object.fromEntries(resolve.map(mapping))),
    context: upstreamContext(roots),
    findPath: pathFinderFor(roots).findPath,
    handshakeMs: LIMIT_MS,
  };
};

const storeNamed = async (name: string): Promise<readonly string[]> => {
  const isOurs = name === 'system' || name === 'node';
  const stores = await storesWith(isOurs ? [] : [name]);
  return stores.find((one) => one.name === name)?.pem ?? [];
};

const mapping = (text: string): readonly [string, string] => {
  const [from, to, ...rest] = text.split('=');
  if (from && to && rest.length === 0) return [from, to];
  throw new UsageError(`--resolve takes HOST[:PORT]=ADDRESS[:PORT], not "${text}"`);
};
