import type { Policy } from '../model/policy.ts';
import { parseAuthority } from '../rules/hosts.ts';
import { type Content, refusal } from './content.ts';
import { GATE_HOST } from './gate-host.ts';
import { lanStep } from './lan-step.ts';
import { askedLanguage } from './language.ts';
import { quicStep } from './quic-step.ts';
import type { Step } from './step.ts';
import { texts } from './texts/index.ts';
import type { Visit } from './visit.ts';

/** The set-up page may stand at another address than the one that it asks. */
const CORS = { 'Access-Control-Allow-Origin': '*' } as const;

const yes = (step?: Step, headers: Content['headers'] = CORS): Content => {
  const body = `${JSON.stringify({ version: 1, mpgate: true, ...step })}\n`;
  return { type: 'application/json', body, headers };
};

/** What tells a phone's address is for the gate's own pages, at its name or at a bare address, and for no other website. */
const forOwnPages = (origin = ''): Content['headers'] => {
  const parsed = parseAuthority(origin.replace(/^https?:\/\//, ''), 80);
  const isOwn = parsed && (parsed.authority.kind !== 'name' || parsed.authority.hostname === GATE_HOST);
  return { Vary: 'Origin', ...(isOwn ? { 'Access-Control-Allow-Origin': origin } : {}) };
};

const no = (failure: string, message: string): Content => {
  const refused = refusal(403, failure, message);
  return { ...refused, headers: { ...refused.headers, ...CORS } };
};

const NOT_PROXIED = no('NOT_PROXIED', 'This request did not come through the proxy.');

type Visited = Pick<Visit, 'by' | 'device' | 'app' | 'reached' | 'path'> & {
  readonly request: Pick<Visit['request'], 'headers'>;
};

/** Answers of the self-test, by path: whoever gets one has taken the step that it is for. `app`: whose rules hold for a client. */
export const testPages = (
  app: (named: string | null) => Policy | null,
  decrypt: 'auto' | 'always' | 'never',
): ReadonlyMap<string, (visit: Visited) => Content> => {
  const told = ({ path }: Visited) => texts[askedLanguage(path) ?? 'en'].test.told;
  const steps: Readonly<Record<string, (visit: Visited) => Content>> = {
    '/test/proxy': () => yes(),
    '/test/quic': (visit) => yes(quicStep(app(visit.app), decrypt, told(visit).quic)),
    '/test/lan': (visit) =>
      yes(lanStep(visit, app(visit.app), told(visit).lan), forOwnPages(visit.request.headers.origin)),
  };
  return new Map([
    ...Object.entries(steps).map(
      ([path, step]) => [path, (visit: Visited) => (visit.by === 'address' ? NOT_PROXIED : step(visit))] as const,
    ),
    ['/test/ca', ({ by }) => (by === 'tls' ? yes() : no('NOT_TLS', 'This request came without TLS.'))],
  ]);
};
