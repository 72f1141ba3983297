import type { ServerFacts, VersionAnswer } from '../model/server-facts.ts';
import type { Failed } from './handshake.ts';

/** How a server ends a handshake; what else fails one is a matter of this side. */
const ENDED_BY_SERVER = /_ALERT_|^ECONNRESET$|^EPIPE$/;

/**
 * Whether a client's certificate is wanted: by the request in what was shown, and by how a handshake without one ended.
 * `failure`: undefined, none was tried; null, it was finished.
 */
export const clientCertificate = (
  shown: VersionAnswer | null,
  failure: Failed | null | undefined,
): ServerFacts['clientCertificate'] => {
  if (shown?.outcome !== 'offered' || shown.chain === null) return 'unknown';
  if (!shown.asksCertificate) return 'none';
  if (failure === null) return 'requested';
  return failure && ENDED_BY_SERVER.test(failure.code) ? 'required' : 'unknown';
};
