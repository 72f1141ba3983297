import { randomBytes } from 'node:crypto';
import { WireError } from '../errors.ts';
import type { NoAnswer, TlsVersion, VersionAnswer } from '../model/server-facts.ts';
import { OFFERED_SUITES } from './cipher-suites.ts';
import { helloRecord, writeClientHello } from './client-hello.ts';
import type { Flight } from './flight.ts';
import { LegacyFlight } from './legacy-flight.ts';
import type { ProbeLimits } from './limits.ts';
import type { ProbeTarget } from './probe-target.ts';
import type { TlsRecord } from './record-reader.ts';
import { SealedFlight } from './sealed-flight.ts';
import { Wire } from './wire.ts';

/**
 * Asks a server for one version of TLS, and no other, over one connection that is closed when this resolves; never
 * rejects. What is read is what the server sent: nobody's signature is checked. `suites`: what to offer instead of all.
 */
export const probeVersion = async (
  target: ProbeTarget,
  version: TlsVersion,
  limits: ProbeLimits,
  suites: readonly number[] = OFFERED_SUITES[version],
): Promise<VersionAnswer> => {
  const wire = new Wire(target, limits);
  const [hello, flight] = begin(target, version, limits, suites);
  wire.send(helloRecord(hello));
  const answer = await read(wire, flight);
  await wire.close();
  return answer;
};

const begin = (
  { servername }: ProbeTarget,
  version: TlsVersion,
  { handshakeBytes }: ProbeLimits,
  suites: readonly number[],
): [hello: Buffer, flight: Flight] => {
  const options = { version, random: randomBytes(32), servername, suites };
  if (version !== 'TLSv1.3') return [writeClientHello(options), new LegacyFlight(options, handshakeBytes)];
  const flight = new SealedFlight(options, handshakeBytes);
  return [flight.hello, flight];
};

const read = async (wire: Wire, flight: Flight): Promise<VersionAnswer> => {
  while (!flight.answer) {
    const next = await wire.next();
    const fault = 'outcome' in next ? next : take(wire, flight, next);
    if (fault) return flight.ended(fault);
  }
  return flight.answer;
};

/** What is wrong with a record; null: nothing. */
const take = (wire: Wire, flight: Flight, record: TlsRecord): NoAnswer | null => {
  try {
    const reply = flight.take(record);
    if (reply) wire.send(reply);
    return null;
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { outcome: 'garbage', why: error.message };
  }
};
