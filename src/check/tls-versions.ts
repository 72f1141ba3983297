import { createSecureContext, type SecureVersion } from 'node:tls';
import type { Authority } from '../model/facts.ts';
import { createAttempt } from '../upstream/attempt.ts';
import { dialOne, shake } from '../upstream/connect.ts';
import type { Target } from '../upstream/resolve.ts';

export const VERSIONS = ['1.0', '1.1', '1.2', '1.3'] as const;
export type Version = (typeof VERSIONS)[number];

/** Whether a server agrees to each version of TLS. */
export type Offered = { readonly [V in Version]: boolean };

const secureVersion = { '1.0': 'TLSv1', '1.1': 'TLSv1.1', '1.2': 'TLSv1.2', '1.3': 'TLSv1.3' } as const satisfies {
  readonly [V in Version]: SecureVersion;
};

const contextOf = (version: Version) => {
  const only = secureVersion[version];
  return createSecureContext({ minVersion: only, maxVersion: only, ciphers: 'ALL@SECLEVEL=0' });
};

/** Asks for one version at a time, each with a handshake of its own and no byte more. */
export const tlsVersions = async (target: Target, authority: Authority, limitMs: number): Promise<Offered> => {
  const [v10, v11, v12, v13] = await Promise.all(
    VERSIONS.map((version) => isOffered(version, target, authority, limitMs)),
  );
  return { '1.0': v10 === true, '1.1': v11 === true, '1.2': v12 === true, '1.3': v13 === true };
};

const isOffered = async (version: Version, target: Target, authority: Authority, limitMs: number): Promise<boolean> => {
  const attempt = createAttempt(limitMs, { onCancel: () => {} });
  try {
    const socket = await attempt.race(dialOne(target, limitMs, attempt));
    const handshake = await attempt.race(shake(socket, authority, contextOf(version), attempt));
    (handshake ?? socket).destroy();
    return handshake !== null;
  } catch {
    // Whatever ends a handshake with one version: it is not offered in a way that a client could use.
    return false;
  } finally {
    attempt.done();
  }
};
