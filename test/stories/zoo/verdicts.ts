/** What mpgate says of a server: `check`, and a gate that runs. */
import { pathFinderFor } from '../../../src/chain/path-finder.ts';
import { ANDROID_ERAS, versionsText } from '../../../src/check/android-eras.ts';
import { checkHost } from '../../../src/check/check-host.ts';
import { inParallel } from '../../../src/check/in-parallel.ts';
import { PLATFORMS } from '../../../src/check/platform-findings.ts';
import type { ServerProbed } from '../../../src/model/event.ts';
import type { Violation } from '../../../src/model/verdict.ts';
import { ask, tunnel } from '../../support/client.ts';
import { clientHello } from '../../support/client-hello.ts';
import { authorityOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';
import { lookedAt, openWorld, type World } from '../../support/world.ts';
import { diallingTo } from '../../upstream/dialling.ts';
import type { Place } from './clients.ts';

/** Its ports are exact, it asks for TLS 1.2, and a list takes any number of hosts. */
const PROFILE = 'tcsas-2024';
const LIMIT_MS = 4_000;

const words = (rules: readonly string[]): string => [...new Set(rules)].sort().join(' ');

export interface Verdict {
  /** Rules that fail on iOS, on Android, on the strictest phone. */
  readonly fails: readonly string[];
  /** Of the strictest phone. */
  readonly warns: string;
  /** `versions: rules`, for what is not so on Android of any version. */
  readonly eras: readonly string[];
}

export const checkSays = async ({ port, host, roots }: Place): Promise<Verdict> => {
  const question = {
    authority: authorityOf(host),
    api: 'request',
    policy: policyOf({ profile: PROFILE, minDays: 21 }),
  } as const;
  const dial = diallingTo(port, { findPath: pathFinderFor(blocksOf(roots)).findPath, handshakeMs: LIMIT_MS });
  const { findings, android } = await checkHost(question, dial);
  const rules = (effect: string, platform: (typeof PLATFORMS)[number]) =>
    findings.filter((one) => one.effect === effect && one.platforms.includes(platform)).map(({ rule }) => rule);
  const everywhere = rules('error', 'android');
  return {
    fails: PLATFORMS.map((platform) => words(rules('error', platform))),
    warns: words(rules('warn', 'strictest')),
    eras: android.flatMap(({ findings: found }, place) => {
      const era = ANDROID_ERAS[place];
      const own = found.map(({ rule }) => rule).filter((rule) => !everywhere.includes(rule));
      return era && own.length > 0 ? [`${versionsText(era)}: ${words(own)}`] : [];
    }),
  };
};

const blocksOf = (pem: string): readonly string[] => pem.split(/(?<=-----END CERTIFICATE-----\n)/);

const APPIDS = ['wx0000000000000001', 'wx0000000000000002', 'wx0000000000000003'] as const;

/** How the gate of a test differs. */
export interface GateWords {
  readonly profile?: string;
  /** Merged into the file of each app. */
  readonly app?: object;
  /** Whether bytes pass unread, so that the gate's own looks are all there is to go by. */
  readonly unread?: boolean;
}

type GateVerdict = Omit<Verdict, 'eras'>;

/** What a gate says of servers that hold to the same roots, its own looks at them included: of each a flow for each platform. */
export const gateSays = async (
  places: readonly Place[],
  { profile = PROFILE, app = {}, unread = false }: GateWords = {},
): Promise<readonly GateVerdict[]> => {
  const [first] = places;
  if (!first) return [];
  const domains = { request: [...new Set(places.map(({ host, port }) => `https://${host}:${port}`))] };
  const world = await openWorld({
    apps: APPIDS.map((appid, place) => ({ appid, profile, platform: PLATFORMS[place], domains, ...app })),
    gate: {
      defaultApp: APPIDS[0],
      block: 'explain',
      upstreamCa: [first.rootsFile],
      resolve: { '*.shop.test': '127.0.0.1' },
      limits: { handshakeMs: LIMIT_MS },
      ...(unread ? { decrypt: 'never' } : {}),
    },
  });
  const looks: ServerProbed[] = [];
  world.gateway.recording.bus.subscribe((event) => void (event.type === 'server.probed' && looks.push(event)));
  const flows = await inParallel(places, 4, (place) => (unread ? past(world, place) : through(world, place)));
  await lookedAt(world);
  return places.map(({ host, port }, place) => {
    const seen = APPIDS.map((appid) =>
      looks.filter((look) => look.appid === appid && look.host === host && look.port === port),
    );
    const of = (effect: string, at: number) => rulesOf(effect, seen[at]?.flatMap(({ violations }) => violations) ?? []);
    const said = flows[place];
    return {
      fails: APPIDS.map((_, at) => words([...(said?.fails[at] ?? '').split(' ').filter(Boolean), ...of('error', at)])),
      warns: words([...(said?.warns ?? '').split(' ').filter(Boolean), ...of('warn', 2)]),
    };
  });
};

const rulesOf = (effect: string, violations: readonly Violation[]): readonly string[] =>
  violations.filter((one) => one.effect === effect).map(({ rule }) => rule);

/** A tunnel for each platform, of which the gate reads nothing and nothing but a look can speak. */
const past = async (world: World, { host, port }: Place): Promise<GateVerdict> => {
  for (const user of APPIDS) {
    const socket = await tunnel(world, `${host}:${port}`, { user });
    const answered = new Promise((resolve) => socket.once('data', resolve).once('close', resolve));
    socket.on('error', () => {}).write(clientHello(host));
    // The look has begun when the server's first bytes come.
    await answered;
    await lookedAt(world);
    socket.destroy();
  }
  return { fails: APPIDS.map(() => ''), warns: '' };
};

const through = async (world: World, { host, port }: Place): Promise<GateVerdict> => {
  const url = `https://${host}:${port}/`;
  const answers = await Promise.all(APPIDS.map((user) => ask(world, url, { user })));
  const { flows } = (await world.admin(`/api/v1/flows?limit=500`)) as { flows: Awaited<ReturnType<World['flows']>> };
  const peers = APPIDS.map((appid) =>
    flows
      .filter((flow) => flow.appid === appid && flow.port === port && flow.host === host)
      .flatMap(({ verdicts }) =>
        verdicts.filter(({ stage }) => stage === 'peer').flatMap(({ violations }) => violations),
      ),
  );
  return {
    fails: answers.map(({ status, headers }, place) => {
      const failed = headers['x-mpgate-failure'] === undefined ? [] : ['unreachable'];
      const told = words([...failed, ...rulesOf('error', peers[place] ?? [])]);
      // An answer that is none of these would be one more way for a server to look good.
      return (told === '') === (status === 200) ? told : `${told} and ${status}`;
    }),
    warns: words(rulesOf('warn', peers[2] ?? [])),
  };
};
