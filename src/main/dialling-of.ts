import { type PathFinder, pathFinderFor } from '../chain/path-finder.ts';
import type { Gate } from '../config/gate-schema.ts';
import { parseUpstreamProxy } from '../config/upstream-proxy.ts';
import type { OwnPorts } from '../downstream/own-ports.ts';
import type { Authority } from '../model/facts.ts';
import type { Dialling } from '../upstream/connect.ts';
import { upstreamContext } from '../upstream/context.ts';
import { createMappingOf, createResolve } from '../upstream/resolve.ts';
import { throughProxy } from '../upstream/way/through-proxy.ts';

/** What connections to servers need, by the settings. */
export const diallingOf = (
  { resolve: mappings, limits, upstreamProxy }: Gate,
  roots: readonly string[],
  { has: isOwn }: Pick<OwnPorts, 'has'>,
): Omit<Dialling, 'keySwaps'> & { readonly chains: Pick<PathFinder, 'stats'> } => {
  const resolve = createResolve(mappings);
  const mappingOf = createMappingOf(mappings);
  const isMapped = (authority: Authority) => mappingOf(authority) !== undefined;
  const { findPath, ...chains } = pathFinderFor(roots);
  const proxy = upstreamProxy === null ? null : parseUpstreamProxy(upstreamProxy);
  return {
    resolve,
    context: upstreamContext(roots),
    findPath,
    chains,
    handshakeMs: limits.handshakeMs,
    isOwn,
    way: proxy && throughProxy(proxy, { resolve, isOwn, isMapped, roots }),
  };
};
