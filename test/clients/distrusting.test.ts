/** Clients with roots of their own, which do not take the gate's certificates: their next tunnels are passed unread. */
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Report } from '../../src/events/report.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { run } from '../support/run.ts';
import { until } from '../support/until.ts';
import { lookedAt, openWorld, trustedCa, type World } from '../support/world.ts';

const HOST = 'api.shop.test';
const URL = `https://${HOST}/goods`;
const GET = `GET /goods HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`;

/** A gate before a server of which the clients trust the root, and that root's file. */
const shop = async () => {
  const { port } = await httpsOrigin(mirror);
  const world = await openWorld({ resolve: { '*.shop.test': port } });
  return { world, roots: join(await folder({ 'roots.pem': trustedCa().cert }), 'roots.pem') };
};

const DECRYPTED = ['method', 'referer', 'domain-per-api', 'host-matches-tunnel', 'encoding-utf8'];
const TOLD = ['domain-allowlist', 'no-ip-literal', 'no-localhost', 'upstream-address'];
/** By the first message of the handshake that is passed, and by a look of the gate's own. */
const SEEN = ['scheme-https-wss', 'cert-trusted', 'cert-dates', 'tls-version'];

/** The report says which rules were checked, which were not, and why. */
const holdsWhatItCan = async (world: World): Promise<void> => {
  await until('both flows are over', async () => (await world.flows()).filter(({ end }) => end).length >= 2);
  const [second, first] = (await world.flows()).map(({ end }) => end);
  expect(first).toMatchObject({ outcome: 'failed', code: 'CLIENT_TLS' });
  const why = "not decrypted: the client did not trust the gate's CA";
  expect(second).toMatchObject({ outcome: 'completed', spliced: why });
  await lookedAt(world);
  const { rules }: Report = JSON.parse(JSON.stringify(await world.admin('/api/v1/report')));
  const of = (names: readonly string[]) =>
    names.map((name) => rules.find(({ rule }) => rule === name)).map((row) => [row?.state, row?.reason]);
  expect(of(DECRYPTED)).toEqual(DECRYPTED.map(() => ['not-checkable', expect.stringMatching(/trust the gate's CA/)]));
  expect(of(TOLD)).toEqual(TOLD.map(() => ['pass', null]));
  expect(of(SEEN).map(([state]) => state)).toEqual(SEEN.map(() => 'pass'));
};

itNeeds('openssl')('openssl with another CA gets through at the second try', async () => {
  const { world, roots } = await shop();
  const args = ['s_client', '-proxy', `127.0.0.1:${world.port}`, '-connect', `${HOST}:443`, '-servername', HOST];
  const call = () => run('openssl', [...args, '-CAfile', roots, '-verify_return_error', '-quiet'], { input: GET });
  expect((await call()).stderr).toMatch(/unable to get local issuer certificate/);
  const { code, stdout } = await call();
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^HTTP\/1\.1 200 OK\r\n.*"url":"\/goods"/s)]);
  await holdsWhatItCan(world);
});

itNeeds('java')(
  'java with a truststore of its own gets through at the second try',
  async () => {
    const { world, roots } = await shop();
    const store = join(await folder({}), 'trust.p12');
    const kept = ['-keystore', store, '-storetype', 'PKCS12', '-storepass', 'changeit'];
    await run('keytool', ['-importcert', '-noprompt', '-alias', 'test', '-file', roots, ...kept]);
    const trust = [`-Djavax.net.ssl.trustStore=${store}`, '-Djavax.net.ssl.trustStorePassword=changeit'];
    const client = join(import.meta.dirname, 'JavaClient.java');
    const { stdout } = await run('java', [...trust, client, String(world.port), 'GET', URL, 'GET', URL]);
    const [refused, got] = stdout.trimEnd().split('\n');
    expect(refused).toMatch(/^SSLHandshakeException /);
    expect(got).toMatch(/^HTTP_1_1 200 .*"url":"\/goods"/);
    await holdsWhatItCan(world);
  },
  40_000,
);

const PYTHON = `
import requests, sys
proxy, roots, url = sys.argv[1:]
for _ in range(2):
    session = requests.Session()
    session.trust_env = False
    try:
        print(session.get(url, proxies={"https": proxy}, verify=roots, timeout=20).json()["url"])
    except requests.exceptions.SSLError:
        print("SSLError")
`;

itNeeds('python3-requests')(
  'python-requests with a bundle of its own gets through at the second try',
  async () => {
    const { world, roots } = await shop();
    const { stdout } = await run('/usr/bin/python3', ['-c', PYTHON, world.proxy, roots, URL]);
    expect(stdout).toBe('SSLError\n/goods\n');
    await holdsWhatItCan(world);
  },
  30_000,
);
