import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

/** Names in the report what the platform allows; where it does not, `port-exact` speaks. */
export const wssAllPorts: Rule = {
  id: 'wss-all-ports',
  title: 'A host listed for wss may be reached at every port',
  source: ['S0:112', 'S2:12'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'List the host for connectSocket, without a port ({console}).',
  skippable: true,
  unread: 'unasked',
  checks: {
    tunnel: ({ authority: { hostname }, api }, { lists, profile }) => {
      const isSocket = api.candidates.every((candidate) => candidate === 'connectSocket');
      return isSocket && profile.wssPorts.value === 'all' && lists.connectSocket.has(hostname) ? 'pass' : 'n/a';
    },
  },
};
