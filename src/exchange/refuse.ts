import { STATUS_CODES } from 'node:http';
import type { Violation } from '../model/verdict.ts';
import { refusalBody } from '../rules/refusal-body.ts';
import type { Inbound } from './inbound.ts';
import { linger } from './linger.ts';

/** How a refusal looks inside a tunnel or to the absolute form: config key `block`. */
export type Block = 'auto' | 'cut' | 'explain';

/** Statuses of `explain`; all other rules answer 403. */
const STATUS: Readonly<Record<string, number>> = {
  'concurrency-request': 429,
  'concurrency-socket': 429,
  timeout: 504,
  'upstream-address': 502,
  'upstream-private': 502,
  'tls-version': 502,
  'cert-trusted': 502,
  'cert-name': 502,
  'cert-dates': 502,
  'cert-chain': 502,
  'cert-self-signed': 502,
  'cert-ats': 502,
  'ca-distrust': 502,
  'tls-legacy': 502,
  'pin-spki': 502,
};

/** A mini program takes any HTTP answer for a success, so only a broken connection is a failure to it (S0:137). */
const MINI_PROGRAM = /MicroMessenger|miniProgram|wechatdevtools|\bQQ\/|TCMPP|MiniGame/i;
const PAGE_FRAME = /\/page-frame\.html$/;

export const isMiniProgram = (userAgent: string | null, referer: string | null): boolean =>
  (userAgent !== null && MINI_PROGRAM.test(userAgent)) || (referer !== null && PAGE_FRAME.test(referer));

export const howToRefuse = (block: Block, { head, response }: Inbound): 'cut' | 'explain' => {
  if (response.headersSent || block === 'cut') return 'cut';
  if (block === 'explain') return 'explain';
  return isMiniProgram(head.userAgent, head.referer) ? 'cut' : 'explain';
};

/** Answers with a rule's refusal, as `howToRefuse` decided. */
export const refuse = (inbound: Inbound, cause: Violation, how: 'cut' | 'explain'): void => {
  if (how === 'cut') return inbound.inlet.reset();
  answer(inbound, STATUS[cause.rule] ?? 403, ['X-Mpgate-Rule', cause.rule], refusalBody(cause));
};

/** Answers for a failure of the network beyond the gate. */
export const fail = (inbound: Inbound, block: Block, code: string, message: string, status = 502): void => {
  if (howToRefuse(block, inbound) === 'cut') return inbound.inlet.reset();
  answer(inbound, status, ['X-Mpgate-Failure', code], { version: 1, failure: code, message });
};

const answer = ({ request, response, head }: Inbound, status: number, header: string[], body: object): void => {
  const text = `${JSON.stringify(body, null, 2)}\n`;
  const length = String(Buffer.byteLength(text));
  const headers = [
    'Content-Type',
    'application/json',
    'Content-Length',
    length,
    'Cache-Control',
    'no-store',
    ...header,
  ];
  if (head.hasBody && !request.complete) {
    response.shouldKeepAlive = false;
    linger(request, response);
  }
  // Named, for an answer that could not be written may have left its own words.
  response.writeHead(status, STATUS_CODES[status] ?? '', headers);
  response.end(request.method === 'HEAD' ? undefined : text);
};
