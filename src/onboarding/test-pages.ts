import { type Content, refusal } from './content.ts';
import type { Visit } from './visit.ts';

/** The set-up page may stand at another address than the one that it asks. */
const CORS = { 'Access-Control-Allow-Origin': '*' } as const;

const YES: Content = { type: 'application/json', body: '{"version":1,"mpgate":true}\n', headers: CORS };

const no = (failure: string, message: string): Content => {
  const refused = refusal(403, failure, message);
  return { ...refused, headers: { ...refused.headers, ...CORS } };
};

/** Answers of the self-test, by path: whoever gets one has taken the step that it is for. */
export const testPages: ReadonlyMap<string, (visit: Pick<Visit, 'by'>) => Content> = new Map([
  [
    '/test/proxy',
    ({ by }) => (by === 'address' ? no('NOT_PROXIED', 'This request did not come through the proxy.') : YES),
  ],
  ['/test/ca', ({ by }) => (by === 'tls' ? YES : no('NOT_TLS', 'This request came without TLS.'))],
]);
