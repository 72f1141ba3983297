/** Clients that give a name and password when the gate asks for them, as their users would: each by its own means. */
import { fetch, ProxyAgent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { basic } from '../support/client.ts';
import { java } from '../support/java.ts';
import { itNeeds } from '../support/needs.ts';
import { homeThatTrusts } from '../support/nss.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { pythonRequests } from '../support/python-requests.ts';
import { ANNA, users } from '../support/users.ts';
import { openWorld, type World } from '../support/world.ts';

const URL_TEXT = 'https://api.shop.test/goods';
const WRONG = { ...ANNA, password: 'wrong' };

const shop = async () => {
  const api = await httpsOrigin(mirror);
  const world = await openWorld({ gate: { clients: { users } }, resolve: { 'api.shop.test': api.port } });
  return { api, world };
};

/** Ids of the devices that the gate knows. */
const devices = async (world: World): Promise<readonly string[]> => {
  const { devices } = (await world.admin('/api/v1/devices')) as { devices: { id: string }[] };
  return devices.map(({ id }) => id);
};

const KNOWN = ['anna@127.0.0.1'];

/** A page in a browser that gives its proxy a name and password once, and then no more; and how often it was asked. */
const pageAs = async ({ caFile, proxy }: World, { user, password }: typeof ANNA) => {
  const context = await openChromium(await homeThatTrusts(caFile), [`--proxy-server=${proxy}`]);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const asked: string[] = [];
  cdp.on('Fetch.requestPaused', ({ requestId }) => void cdp.send('Fetch.continueRequest', { requestId }));
  cdp.on('Fetch.authRequired', ({ requestId, authChallenge }) => {
    asked.push(`${authChallenge.source} ${authChallenge.scheme} ${authChallenge.realm}`);
    const response = asked.length === 1 ? 'ProvideCredentials' : 'CancelAuth';
    const authChallengeResponse = { response, username: user, password } as const;
    void cdp.send('Fetch.continueWithAuth', { requestId, authChallengeResponse });
  });
  await cdp.send('Fetch.enable', { handleAuthRequests: true });
  return { page, asked };
};

describe('headless Chromium', () => {
  itNeeds('chromium', 'certutil')(
    'is asked once, and its calls too are of that user from then on',
    async () => {
      const { world } = await shop();
      const { page, asked } = await pageAs(world, ANNA);
      const shown = await page.goto(URL_TEXT);
      expect([shown?.status(), await shown?.json()]).toEqual([200, expect.objectContaining({ url: '/goods' })]);
      const called = await page.evaluate(`fetch('/orders', { method: 'POST', body: '{}' }).then((it) => it.json())`);
      expect(called).toMatchObject({ method: 'POST', url: '/orders', bytes: 2 });
      expect(asked).toEqual(['Proxy basic mpgate']);
      expect(await devices(world)).toEqual(KNOWN);
    },
    60_000,
  );

  itNeeds('chromium', 'certutil')(
    'is asked again after a wrong password, and shows nothing if there is no other',
    async () => {
      const { world, api } = await shop();
      const { page, asked } = await pageAs(world, WRONG);
      await expect(page.goto(URL_TEXT)).rejects.toThrow('net::ERR_');
      expect(asked).toEqual(['Proxy basic mpgate', 'Proxy basic mpgate']);
      expect([await devices(world), api.accepted()]).toEqual([[], 0]);
    },
    60_000,
  );
});

describe('python-requests', () => {
  itNeeds('python3-requests')(
    'with name and password in the URL of the proxy',
    async () => {
      const { world, api } = await shop();
      const wrong = await pythonRequests(world, 'https://api.shop.test', 'anna:wrong');
      expect(wrong).toEqual({
        error: 'ProxyError',
        text: expect.stringContaining('407 Proxy Authentication Required'),
      });
      expect([await devices(world), api.accepted()]).toEqual([[], 0]);
      expect(await pythonRequests(world, 'https://api.shop.test', 'anna:secret')).toMatchObject({
        get: { status: 200, body: { url: '/goods?q=red+shoes' } },
        post: { method: 'POST', bytes: '{"id": 7}'.length },
      });
      expect(await devices(world)).toEqual(KNOWN);
    },
    30_000,
  );
});

it('undici with a token', async () => {
  const { world, api } = await shop();
  const getAs = (user: typeof ANNA) => {
    const dispatcher = new ProxyAgent({ uri: world.proxy, token: basic(user), requestTls: { ca: world.ca } });
    onTestFinished(() => dispatcher.destroy());
    return fetch(URL_TEXT, { dispatcher });
  };
  await expect(getAs(WRONG)).rejects.toMatchObject({ cause: { cause: { message: expect.stringContaining('407') } } });
  expect([await devices(world), api.accepted()]).toEqual([[], 0]);
  expect(await (await getAs(ANNA)).json()).toMatchObject({ method: 'GET', url: '/goods' });
  expect(await devices(world)).toEqual(KNOWN);
});

describe('java’s HttpClient with an Authenticator', () => {
  const calls = [
    ['GET', URL_TEXT],
    ['POST', URL_TEXT, '100000'],
  ];
  const BASIC = '-Djdk.http.auth.tunneling.disabledSchemes=';

  itNeeds('java')(
    'gets and posts, where it may use Basic for tunnels',
    async () => {
      const { world } = await shop();
      const said = await java(world, calls, BASIC, '-Dproxy.login=anna:secret');
      expect(said).toEqual(calls.map(() => expect.stringMatching(/^HTTP_1_1 200 /)));
      expect(said[1]).toContain('"bytes":100000');
      expect(await devices(world)).toEqual(KNOWN);
    },
    40_000,
  );

  itNeeds('java')(
    'fails with a wrong password, and with any where it may not, as it comes',
    async () => {
      const { world, api } = await shop();
      const wrong = await java(world, calls, BASIC, '-Dproxy.login=anna:wrong');
      expect(wrong).toEqual(calls.map(() => 'IOException too many authentication attempts. Limit: 3'));
      const withoutBasic = await java(world, calls, '-Dproxy.login=anna:secret');
      expect(withoutBasic).toEqual(calls.map(() => 'HTTP_1_1 407 null'));
      expect([await devices(world), api.accepted()]).toEqual([[], 0]);
    },
    40_000,
  );
});
