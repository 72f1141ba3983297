import type { Flow } from '../../events/flows.ts';
import type { ServerProbed } from '../../model/event.ts';
import type { Under } from './under.ts';
import { verdictUnder } from './verdict-under.ts';

/** A look as a flow that came to the server and no further: rules know stages, and a look is one. */
const asFlow = ({ passed, violations, unchecked, ...probed }: ServerProbed): Flow => ({
  seq: 0,
  began: {
    ...probed,
    ...{ type: 'flow.began', kind: 'tunnel', sure: 'unknown' },
    ...{ method: 'CONNECT', url: `${probed.host}:${probed.port}` },
  },
  judged: [{ stage: 'peer', passed, violations, ...(unchecked ? { unchecked } : {}) }],
  judgedAt: [probed.at],
  waitedMs: 0,
  end: null,
});

/** What a look at a server comes to under another platform: what it said of each rule, carried as a flow's answers are. */
export const probeUnder = (probed: ServerProbed, under: Under): ServerProbed => {
  const { unchecked: before = [], ...event } = probed;
  const verdict = verdictUnder('peer', { flow: asFlow(probed), under, waitsLonger: false }, null);
  // Of the other rules the flow's own handshake spoke, which is judged again with the flow.
  const said = new Set([...event.passed, ...[...event.violations, ...before].map(({ rule }) => rule)]);
  const unchecked = verdict?.unchecked?.filter(({ rule }) => said.has(rule)) ?? [];
  return {
    ...event,
    profile: under.policy.profile.name,
    passed: verdict?.passed.filter((rule) => said.has(rule)) ?? [],
    violations: verdict?.violations.filter(({ rule }) => said.has(rule)) ?? [],
    ...(unchecked.length > 0 ? { unchecked } : {}),
  };
};
