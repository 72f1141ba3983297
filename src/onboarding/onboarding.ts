import type { Exported } from '../ca/export.ts';
import type { Policy } from '../model/policy.ts';
import { caFiles } from './ca-files.ts';
import { type Content, refusal, send } from './content.ts';
import { GATE_HOST } from './gate-host.ts';
import { type Direct, pacText } from './pac.ts';
import { phoneHosts } from './phone-addresses.ts';
import { selfTestScript } from './self-test-script.ts';
import { setUp } from './set-up.ts';
import type { Shortcuts } from './shortcuts.ts';
import { testPages } from './test-pages.ts';
import { createTestSocket } from './test-socket.ts';
import type { Visit } from './visit.ts';
import { wifiProfile } from './wifi-profile.ts';

/** What is told there; nothing of it is secret. */
export interface OnboardingOptions {
  readonly ca: Exported;
  /** Read anew for every visit, for apps may be reloaded. */
  readonly direct: () => Direct;
  /** Whose rules hold for a client that names this app, or none; null: nobody's. */
  readonly app: (named: string | null) => Policy | null;
  readonly decrypt: 'auto' | 'always' | 'never';
  /** What the proxy's port is bound to. */
  readonly host: string;
  readonly shortcuts: Pick<Shortcuts, 'answer'>;
}

/** Answers a request for the gate itself. No connection is made for it, and it is no app's traffic. */
export type Onboarding = (visit: Visit) => void;

type Page = (visit: Visit) => Content;

/** The pages that bring a device to the gate: on the proxy's own port, and through the proxy at GATE_HOST. */
export const createOnboarding = ({ ca, direct, host, app, decrypt, shortcuts }: OnboardingOptions): Onboarding => {
  const pages = new Map<string, Page>([
    ...[...caFiles(ca)].map(([path, content]) => [path, () => content] as const),
    ['/ca.mobileconfig', (visit) => wifiProfile(ca, visit)],
    ['/proxy.pac', ({ reached }) => ({ type: 'application/x-ns-proxy-autoconfig', body: pacText(reached, direct()) })],
    ['/', (visit) => setUp(visit, ca.fingerprint, phoneHosts(host))],
    ['/self-test.js', () => ({ type: 'text/javascript; charset=utf-8', body: selfTestScript })],
    ...testPages(app, decrypt),
  ]);
  const testSocket = createTestSocket();
  return (visit) => {
    if (!testSocket(visit)) send(visit.response, shortcuts.answer(visit) ?? contentFor(pages, visit));
  };
};

const contentFor = (pages: ReadonlyMap<string, Page>, visit: Visit): Content => {
  const { method = '' } = visit.request;
  const page = pages.get(visit.path.replace(/\?.*$/s, ''));
  if (!page) return refusal(404, 'NO_SUCH_PAGE', NO_PAGE);
  if (method === 'GET' || method === 'HEAD') return page(visit);
  const refused = refusal(405, 'METHOD', 'The pages of mpgate are only read: GET and HEAD.');
  return { ...refused, headers: { ...refused.headers, Allow: 'GET, HEAD' } };
};

const NO_PAGE = `This is mpgate, a forward proxy: set it as the HTTP and HTTPS proxy of a client, and open a page through it. It has no such page of its own; how to set up a device is told at / here, and through the proxy at http://${GATE_HOST}/.`;
