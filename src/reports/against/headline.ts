import type { Report } from '../../events/report.ts';
import type { SessionApp } from '../../model/event.ts';
import type { Against } from './against.ts';

const requestsOf = (count: number): string => (count === 1 ? 'this request' : `these ${count} requests`);

/** What the session itself was judged by: `wechat`, or several. */
const profilesOf = (apps: readonly SessionApp[]): string => {
  const names = [...new Set(apps.map(({ profile }) => profile))];
  return names.join(' and ') || 'its own platform';
};

const failing = ({ profile, requests, requestsLost, entries }: Against, own: string): string => {
  const count = requests.length + requestsLost;
  if (count === 0 && entries.length === 0) return `would fail ${profile} at its servers`;
  if (count === 0) return `would fail ${profile}, whose console does not take its domain lists`;
  const before = requests.filter(({ recorded }) => recorded === 'failed').length;
  const also = before > 0 ? `, of which ${before} ${before === 1 ? 'fails' : 'fail'} ${own} too` : '';
  return `would fail ${profile} at ${requestsOf(count)}${also}`;
};

/** The answer in one sentence, without a stop. What was not seen passes nowhere. */
export const headline = (against: Against, { verdict, skipped }: Report, apps: readonly SessionApp[]): string => {
  const { profile, flows } = against;
  const own = profilesOf(apps);
  const now = `This session ${verdict === 'fail' ? 'fails' : 'passes'} ${own}${skipped > 0 ? ' with skipVerification on' : ''}`;
  if (against.verdict === 'fail') return `${now} and ${failing(against, own)}`;
  if (flows === 0) return `This session has no traffic to hold against ${profile}`;
  return `${now} and would pass ${profile}, as far as it was recorded`;
};
