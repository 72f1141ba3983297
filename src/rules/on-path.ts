import type { CertificateFacts, PeerFacts } from '../model/facts.ts';

/** Certificates that were sent, by whether the way to the root leads through them. */
export const onPath = ({
  chain,
  path,
}: PeerFacts): { readonly [K in 'used' | 'spare']: readonly CertificateFacts[] } => {
  const places = new Set(path.links.map(({ place }) => place));
  return {
    used: chain.filter((_, place) => places.has(place)),
    spare: chain.filter((_, place) => !places.has(place)),
  };
};
