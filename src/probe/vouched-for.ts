import { WireError } from '../errors.ts';
import type { Offered, Sct, ServerFacts, VersionAnswer } from '../model/server-facts.ts';
import { embeddedScts } from './embedded-scts.ts';
import { type OcspResponse, readOcspResponse } from './ocsp-response.ts';
import { readSctList } from './sct-list.ts';

/** What others say of the leaf and the server passes on; of each thing, as the newest version that has it shows it. */
export const vouchedFor = (answers: readonly VersionAnswer[]): Pick<ServerFacts, 'staple' | 'scts'> => {
  const offered = answers.filter((answer) => answer.outcome === 'offered');
  const ocsp = orMalformed(() => newest(offered, ({ staple }) => staple && readOcspResponse(staple)));
  return {
    staple: ocsp && ocsp !== 'malformed' ? withoutScts(ocsp) : ocsp,
    scts: {
      tls: scts(() => newest(offered, ({ sctList }) => sctList)),
      certificate: scts(() => newest(offered, ({ chain }) => chain?.[0] && embeddedScts(chain[0]))),
      staple: ocsp === 'malformed' ? [] : scts(() => ocsp?.sctList),
    },
  };
};

const newest = <T>(offered: readonly Offered[], read: (answer: Offered) => T | null | undefined): T | null => {
  for (const answer of offered.toReversed()) {
    const found = read(answer);
    if (found) return found;
  }
  return null;
};

const scts = (find: () => Uint8Array | null | undefined): readonly Sct[] | 'malformed' =>
  orMalformed(() => {
    const list = find();
    return list ? readSctList(list) : [];
  });

const withoutScts = ({ sctList: _, ...staple }: OcspResponse): ServerFacts['staple'] => staple;

const orMalformed = <T>(read: () => T): T | 'malformed' => {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireError) return 'malformed';
    throw error;
  }
};
