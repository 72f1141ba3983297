import type { ServerFacts, TlsVersion, VersionAnswer } from '../model/server-facts.ts';
import { staticSuites } from './cipher-suites.ts';
import { clientCertificate } from './client-certificate.ts';
import { compareNames } from './compare-names.ts';
import { PROBE_LIMITS, type ProbeLimits } from './limits.ts';
import { probeSession, type SessionFacts } from './probe-session.ts';
import type { ProbeTarget } from './probe-target.ts';
import { probeVersion } from './probe-version.ts';
import { createTurns, type Turn } from './turns.ts';
import { VERSIONS } from './versions.ts';
import { vouchedFor } from './vouched-for.ts';

type Answers = ServerFacts['versions'];

/** One server, and how much is asked of it. */
interface Asking {
  readonly target: ProbeTarget;
  readonly limits: ProbeLimits;
  readonly turn: Turn;
}

/**
 * The facts of one address of a server: at most ten connections, `limits.atOnce` of them at a time, each with its own
 * deadline and closed when this resolves. No request is sent, no signature checked. Never rejects.
 */
export const probeServer = async (target: ProbeTarget, limits: ProbeLimits = PROBE_LIMITS): Promise<ServerFacts> => {
  const asking = { target, limits, turn: createTurns(limits.atOnce) };
  const versions = await askVersions(asking);
  const best = VERSIONS.findLast((version) => versions[version].outcome === 'offered') ?? null;
  const legacyBest = VERSIONS.findLast((version) => version !== 'TLSv1.3' && versions[version].outcome === 'offered');
  const [nameless, withoutForwardSecrecy, legacy, tls13] = await Promise.all([
    best && target.servername !== null ? ask({ ...asking, target: { ...target, servername: null } }, best) : null,
    legacyBest ? ask(asking, legacyBest, staticSuites(legacyBest)) : null,
    legacyBest ? askSession(asking, 'legacy') : null,
    best === 'TLSv1.3' ? askSession(asking, 'tls13') : null,
  ]);
  const shown = best && versions[best];
  return {
    versions,
    best,
    withoutName: target.servername === null ? 'no-name' : compareNames(shown, nameless),
    withoutForwardSecrecy,
    ...vouchedFor(VERSIONS.map((version) => versions[version])),
    resumption: { legacy: legacy?.resumption ?? null, tls13: tls13?.resumption ?? null },
    clientCertificate: clientCertificate(shown, (best === 'TLSv1.3' ? tls13 : legacy)?.failure),
  };
};

const ask = (
  { target, limits, turn }: Asking,
  version: TlsVersion,
  suites?: readonly number[],
): Promise<VersionAnswer> => turn(() => probeVersion(target, version, limits, suites));

const askSession = ({ target, limits, turn }: Asking, kind: 'legacy' | 'tls13'): Promise<SessionFacts> =>
  probeSession(target, kind, limits, turn);

/** One version first: a server that cannot be reached is not dialled for each of the others. */
const askVersions = async (asking: Asking): Promise<Answers> => {
  const tls12 = await ask(asking, 'TLSv1.2');
  if (tls12.outcome === 'unreachable') return { TLSv1: tls12, 'TLSv1.1': tls12, 'TLSv1.2': tls12, 'TLSv1.3': tls12 };
  const [tls10, tls11, tls13] = await Promise.all([
    ask(asking, 'TLSv1'),
    ask(asking, 'TLSv1.1'),
    ask(asking, 'TLSv1.3'),
  ]);
  return { TLSv1: tls10, 'TLSv1.1': tls11, 'TLSv1.2': tls12, 'TLSv1.3': tls13 };
};
