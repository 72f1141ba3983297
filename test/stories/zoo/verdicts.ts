/** What mpgate says of a server: `check`, and a gate that runs. */
import { pathFinderFor } from '../../../src/chain/path-finder.ts';
import { ANDROID_ERAS, versionsText } from '../../../src/check/android-eras.ts';
import { checkHost } from '../../../src/check/check-host.ts';
import { inParallel } from '../../../src/check/in-parallel.ts';
import { PLATFORMS } from '../../../src/check/platform-findings.ts';
import { ask } from '../../support/client.ts';
import { authorityOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';
import { openWorld, type World } from '../../support/world.ts';
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
  const dial = diallingTo(port, { findPath: pathFinderFor(blocksOf(roots)), handshakeMs: LIMIT_MS });
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

/** What a gate says of servers that hold to the same roots: of each a request for each platform. */
export const gateSays = async (places: readonly Place[]): Promise<readonly Omit<Verdict, 'eras'>[]> => {
  const [first] = places;
  if (!first) return [];
  const domains = { request: [...new Set(places.map(({ host, port }) => `https://${host}:${port}`))] };
  const world = await openWorld({
    apps: APPIDS.map((appid, place) => ({ appid, profile: PROFILE, platform: PLATFORMS[place], domains })),
    gate: {
      defaultApp: APPIDS[0],
      block: 'explain',
      upstreamCa: [first.rootsFile],
      resolve: { '*.shop.test': '127.0.0.1' },
      limits: { handshakeMs: LIMIT_MS },
    },
  });
  return inParallel(places, 4, (place) => through(world, place));
};

const through = async (world: World, { host, port }: Place): Promise<Omit<Verdict, 'eras'>> => {
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
  const rules = (effect: string, place: number) =>
    (peers[place] ?? []).filter((one) => one.effect === effect).map(({ rule }) => rule);
  return {
    fails: answers.map(({ status, headers }, place) => {
      const failed = headers['x-mpgate-failure'] === undefined ? [] : ['unreachable'];
      const told = words([...failed, ...rules('error', place)]);
      // An answer that is none of these would be one more way for a server to look good.
      return (told === '') === (status === 200) ? told : `${told} and ${status}`;
    }),
    warns: words(rules('warn', 2)),
  };
};
