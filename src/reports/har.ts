import type { Flow, Flows } from '../events/flows.ts';
import { redact } from '../events/redact.ts';
import type { Terminal } from '../model/event.ts';
import { version } from './version.ts';

/** What a URL parser makes of it, secrets hidden; a tunnel is known by its authority alone. */
const harUrl = ({ kind, url }: Flow['began']): string => {
  const whole = kind === 'tunnel' && !url.includes('://') ? `https://${url}/` : redact(url);
  return URL.canParse(whole) ? new URL(whole).href : encodeURI(whole.replace(/\p{Cs}/gu, '\uFFFD'));
};

const queryOf = (url: string): readonly object[] =>
  url.includes('?') && URL.canParse(url)
    ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value }))
    : [];

/** How the flow ended; null: with an answer, as any other. */
const commentOf = (end: Terminal): string | null => {
  switch (end.type) {
    case 'flow.completed':
      return end.spliced === null ? null : `passed through unread: ${end.spliced}`;
    case 'flow.refused':
      return `refused by mpgate, rule ${end.cause.rule}: ${end.cause.message} (${end.cause.errMsg})`;
    case 'flow.failed':
      return `failed: ${end.code} ${end.message}`;
    case 'flow.aborted':
      return `aborted by the ${end.by}`;
  }
};

/** An answer that a client got, or status 0: it got none from the server. */
const responseOf = (end: Terminal): object => ({
  status: end.type === 'flow.completed' ? end.status : 0,
  statusText: '',
  httpVersion: 'HTTP/1.1',
  ...{ cookies: [], headers: [], redirectURL: '', headersSize: -1, bodySize: end.bytesDown },
  content: { size: end.bytesDown, mimeType: '' },
});

const entryOf = ({ began, waitedMs, judged }: Flow, end: Terminal): object => {
  const url = harUrl(began);
  const blocked = Math.min(waitedMs, end.durationMs);
  const comment = commentOf(end);
  return {
    startedDateTime: new Date(began.at).toISOString(),
    time: end.durationMs,
    request: {
      ...{ method: began.method, url, httpVersion: 'HTTP/1.1', cookies: [], headers: [] },
      ...{ queryString: queryOf(url), headersSize: -1, bodySize: end.bytesUp },
    },
    response: responseOf(end),
    cache: {},
    timings: { blocked, dns: -1, connect: -1, ssl: -1, send: 0, wait: end.durationMs - blocked, receive: 0 },
    connection: began.flow,
    ...(comment === null ? {} : { comment }),
    _mpgate: {
      ...{ device: began.device, appid: began.appid, api: began.api, outcome: end.type.replace('flow.', '') },
      violations: judged.flatMap(({ violations }) => violations),
    },
  };
};

/** Entries go out in pieces of this many characters: a write for each would cost more than the entry. */
const batchLength = 65_536;

const creator = { name: 'mpgate', version };

/**
 * Writes HAR 1.2, one entry a line as each flow ends, so that no session is too long; the call writes the end of it.
 * Bodies and headers are not in it, since a session keeps none.
 */
export const startHar = (flows: Pick<Flows, 'subscribe'>, write: (text: string) => void): (() => void) => {
  let separator = '';
  let waiting = '';
  write(`{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"entries":[`);
  const leave = flows.subscribe((flow) => {
    if (!flow.end) return;
    waiting += `${separator}\n${JSON.stringify(entryOf(flow, flow.end))}`;
    separator = ',';
    if (waiting.length < batchLength) return;
    write(waiting);
    waiting = '';
  });
  return () => {
    leave();
    write(`${waiting}\n]}}\n`);
  };
};
