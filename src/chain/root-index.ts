import { X509Certificate } from 'node:crypto';
import { type Link, linkOf } from './link.ts';

/** Roots by subject, so that a chain's end finds its issuer at once. */
export type RootIndex = ReadonlyMap<string, readonly Link[]>;

/**
 * An index of PEM blocks. A certificate that another one issued is no root, and is left out: a store that has an
 * intermediate would complete a chain that the server does not send. Throws where a block is no certificate.
 */
export const indexRoots = (pems: readonly string[]): RootIndex => {
  const index = new Map<string, Link[]>();
  for (const pem of pems) {
    const root = linkOf(new X509Certificate(pem));
    const same = index.get(root.subjectKey);
    if (root.subjectKey !== root.issuerKey) continue;
    if (same) same.push(root);
    else index.set(root.subjectKey, [root]);
  }
  return index;
};
