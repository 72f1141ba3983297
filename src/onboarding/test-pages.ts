import type { Policy } from '../model/policy.ts';
import { type Content, refusal } from './content.ts';
import { lanStep } from './lan-step.ts';
import { askedLanguage } from './language.ts';
import { quicStep } from './quic-step.ts';
import type { Step } from './step.ts';
import { texts } from './texts/index.ts';
import type { Visit } from './visit.ts';

/** The set-up page may stand at another address than the one that it asks. */
const CORS = { 'Access-Control-Allow-Origin': '*' } as const;

const yes = (step?: Step): Content => {
  const body = `${JSON.stringify({ version: 1, mpgate: true, ...step })}\n`;
  return { type: 'application/json', body, headers: CORS };
};

const no = (failure: string, message: string): Content => {
  const refused = refusal(403, failure, message);
  return { ...refused, headers: { ...refused.headers, ...CORS } };
};

const NOT_PROXIED = no('NOT_PROXIED', 'This request did not come through the proxy.');

type Visited = Pick<Visit, 'by' | 'device' | 'app' | 'reached' | 'path'>;

/** Answers of the self-test, by path: whoever gets one has taken the step that it is for. `app`: whose rules hold for a client. */
export const testPages = (
  app: (named: string | null) => Policy | null,
  decrypt: 'auto' | 'always' | 'never',
): ReadonlyMap<string, (visit: Visited) => Content> => {
  const told = ({ path }: Visited) => texts[askedLanguage(path) ?? 'en'].test.told;
  const steps: Readonly<Record<string, (visit: Visited) => Step | undefined>> = {
    '/test/proxy': () => undefined,
    '/test/quic': (visit) => quicStep(app(visit.app), decrypt, told(visit).quic),
    '/test/lan': (visit) => lanStep(visit, app(visit.app), told(visit).lan),
  };
  return new Map([
    ...Object.entries(steps).map(
      ([path, step]) => [path, (visit: Visited) => (visit.by === 'address' ? NOT_PROXIED : yes(step(visit)))] as const,
    ),
    ['/test/ca', ({ by }) => (by === 'tls' ? yes() : no('NOT_TLS', 'This request came without TLS.'))],
  ]);
};
