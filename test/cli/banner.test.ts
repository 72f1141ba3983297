import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { banner, bannerJson, type Shown } from '../../src/cli/banner.ts';
import { palette } from '../../src/cli/palette.ts';
import { type Config, loadConfig } from '../../src/config/load.ts';
import { folder } from '../support/folder.ts';
import { ECHO_APP, echoApp } from '../support/started.ts';

const OTHER = 'wxfedcba9876543210';
const plain = palette({}, {});

const shown = (changes: Partial<Shown> = {}): Shown => ({
  listeners: [{ host: '127.0.0.1', port: 8080, app: null }].map(listener),
  admin: { host: '127.0.0.1', port: 8081, token: 'made-at-start' },
  ca: { file: join(process.cwd(), 'certs', 'ca.pem'), fingerprint: 'AB:CD', created: false, certPem: '' },
  ...changes,
});

const listener = (place: { readonly host: string; readonly port: number; readonly app: string | null }) => ({
  ...place,
  headers: () => ({ refused: 0, named: 0 }),
  connections: () => 0,
  stop: () => {},
  close: () => Promise.resolve(),
});

/** Settings with these apps; `echo`: the first one may use the origin inside the gate. */
const settings = async (gate: object = {}, ...apps: readonly object[]): Promise<Config> => {
  const root = await folder({
    'mpgate.json': { apps: ['./apps/*.json'], ...gate },
    ...Object.fromEntries(apps.map((app, index) => [`apps/${index}.json`, { ...echoApp, ...app }])),
  });
  return loadConfig({ file: join(root, 'mpgate.json'), env: {} });
};

const text = (changes: Partial<Shown>, config: Config, network: readonly string[] = []): string =>
  banner(shown(changes), config, plain, network);

it('says where the gate stands, whom it trusts, whose rules hold and what to try', async () => {
  expect(text({}, await settings({}, {}))).toBe(
    [
      'mpgate is open',
      '  proxy  http://127.0.0.1:8080',
      '  admin  http://127.0.0.1:8081  token made-at-start',
      '  CA     certs/ca.pem; its SHA-256 fingerprint:',
      '  AB:CD',
      `  app    ${ECHO_APP}  Echo, profile tcsas, default`,
      '',
      '  try    curl -x http://127.0.0.1:8080 --cacert certs/ca.pem https://echo.mpgate.test/hello',
    ].join('\n'),
  );
});

it('names the upstream proxy, without its login', async () => {
  const lines = text({}, await settings({ upstreamProxy: 'http://anna:sesame@proxy.test:3128' }, {})).split('\n');
  expect(lines).toContain('  via    http://***@proxy.test:3128  to the servers');
  expect(lines.join()).not.toMatch(/anna|sesame/);
});

describe('addresses are such that a client can be given them', () => {
  it.each([
    ['0.0.0.0', ['http://127.0.0.1:8080', 'http://192.168.1.20:8080  from the network']],
    ['::', ['http://127.0.0.1:8080', 'http://192.168.1.20:8080  from the network']],
    ['192.168.1.20', ['http://192.168.1.20:8080']],
    ['::1', ['http://[::1]:8080']],
  ])('%s', async (host, places) => {
    const lines = text({ listeners: [listener({ host, port: 8080, app: null })] }, await settings({}, {}), [
      '192.168.1.20',
    ]).split('\n');
    expect(
      lines
        .slice(
          1,
          lines.findIndex((line) => line.startsWith('  admin')),
        )
        .map((line) => line.slice(9)),
    ).toEqual(places);
    expect(lines.at(-1)).toContain(`curl -x ${places[0]} `);
  });

  it('a further listener names its app', async () => {
    const listeners = [
      listener({ host: '127.0.0.1', port: 8080, app: null }),
      listener({ host: '127.0.0.1', port: 8090, app: OTHER }),
    ];
    expect(text({ listeners }, await settings({}, {}))).toContain(`\n  proxy  http://127.0.0.1:8090  for ${OTHER}\n`);
  });
});

describe('what differs', () => {
  it('a CA that was made now', async () => {
    const ca = { ...shown().ca, created: true };
    expect(text({ ca }, await settings({}, {}))).toContain('certs/ca.pem  made now; its');
  });

  it('a token of the settings is not shown', async () => {
    const config = await settings({ admin: { token: 'secret' } }, {});
    const admin = { host: '127.0.0.1', port: 8081, token: 'secret' };
    expect(text({ admin }, config)).toContain('http://127.0.0.1:8081  with the token of the settings\n');
    expect(text({ admin: { ...admin, host: '0.0.0.0' } }, config)).toContain('  admin  https://0.0.0.0:8081  with');
    expect(text({ admin }, config)).not.toContain('secret');
  });

  it('several apps and no default: a client must name its own, and nothing can be tried without', async () => {
    const all = text({}, await settings({}, {}, { appid: OTHER }));
    expect(all).toContain(
      `  app    ${OTHER}  Echo, profile tcsas\n         none is the default: a client names its own`,
    );
    expect(all).not.toContain('curl');
  });

  it('an app that may not use the origin inside the gate is not asked to', async () => {
    expect(text({}, await settings({}, { domains: { request: ['https://api.shop.test'] } }))).not.toContain('curl');
  });

  it('a file name that a shell would take apart is quoted', async () => {
    const ca = { ...shown().ca, file: "/a b/it's.pem" };
    expect(text({ ca }, await settings({}, {}))).toContain(" --cacert '/a b/it'\\''s.pem' https:");
  });

  it('verification that is off is said aloud', async () => {
    const config = await settings({}, { skipVerification: true });
    expect(text({}, config)).toContain(`\n         verification is switched OFF for ${ECHO_APP}: `);
    const coloured = banner(shown(), config, palette({}, { FORCE_COLOR: '1' }), []);
    expect(coloured).toContain('\u001b[33m         verification is switched OFF');
  });
});

it('the JSON has what a program needs, and no function or key', async () => {
  const listeners = [listener({ host: '::1', port: 1, app: OTHER })];
  expect(
    JSON.parse(JSON.stringify(bannerJson(shown({ listeners }), await settings({}, {}, { appid: OTHER })))),
  ).toEqual({
    version: 1,
    listeners: [{ host: '::1', port: 1, app: OTHER }],
    admin: { host: '127.0.0.1', port: 8081, token: 'made-at-start' },
    ca: { file: join(process.cwd(), 'certs', 'ca.pem'), fingerprint: 'AB:CD', created: false },
    apps: [ECHO_APP, OTHER],
    defaultApp: null,
  });
});
