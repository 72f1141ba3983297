import type { ServerFacts, VersionAnswer } from '../model/server-facts.ts';

/** What the answer to a hello with a server name says beside that to the same hello without. */
export const compareNames = (
  named: VersionAnswer | null,
  nameless: VersionAnswer | null,
): Exclude<ServerFacts['withoutName'], 'no-name'> => {
  const [leaf, other] = [leafOf(named), leafOf(nameless)];
  if (!leaf) return 'unknown';
  if (other) return Buffer.compare(leaf, other) === 0 ? 'same' : 'other-certificate';
  const ending = nameless?.outcome === 'offered' ? nameless.broke : nameless;
  return ending?.outcome === 'refused' ? 'refused' : 'unknown';
};

const leafOf = (answer: VersionAnswer | null): Uint8Array | undefined =>
  answer?.outcome === 'offered' ? answer.chain?.[0] : undefined;
