/** Whoever wants to come in without a password, or find one out. */
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { answersIn } from '../support/answers.ts';
import { ask, basic, dial, exchangeRaw, tunnel } from '../support/client.ts';
import { itNeeds } from '../support/needs.ts';
import { httpOrigin, mirror } from '../support/origin.ts';
import { from4, from6 } from '../support/proxy-header.ts';
import { run } from '../support/run.ts';
import { CONNECT, socks } from '../support/socks.ts';
import { ANNA, BEN, LAX, users } from '../support/users.ts';
import { openWorld } from '../support/world.ts';

const URL_TEXT = 'http://a.test/';

const guarded = async (gate: object = {}) => {
  const origin = await httpOrigin(mirror);
  const world = await openWorld({
    app: { rules: LAX },
    gate: { clients: { users }, ...gate },
    resolve: { 'a.test': origin.port },
  });
  return { origin, world };
};

const metric = async (world: { readonly gateway: { readonly admin: { readonly port: number } } }, name: string) => {
  const text = await (await fetch(`http://127.0.0.1:${world.gateway.admin.port}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]);
};

describe('guessing', () => {
  it('is over after ten passwords of one address, over HTTP and SOCKS together; others go on', async () => {
    const { world, origin } = await guarded();
    const statuses: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      statuses.push((await ask(world, URL_TEXT, { ...ANNA, password: `guess ${i}` })).status);
    }
    expect(statuses).toEqual(Array.from({ length: 9 }, () => 407));
    (await socks(world, CONNECT, 'api.shop.test:443', { ...ANNA, password: 'guess 9' })).socket.destroy();
    const late = await ask(world, URL_TEXT, ANNA);
    expect([late.status, Number(late.headers['retry-after']) > 50, late.headers['proxy-authenticate']]).toEqual([
      429,
      true,
      undefined,
    ]);
    await expect(tunnel(world, 'api.shop.test:443', ANNA)).rejects.toMatchObject({ status: 429 });
    const { socket, code } = await socks(world, CONNECT, 'api.shop.test:443', ANNA);
    socket.destroy();
    expect(code).toBeUndefined();
    expect((await ask(world, URL_TEXT, { ...ANNA, from: '127.0.0.2' })).status).toBe(200);
    expect(await metric(world, 'mpgate_passwords_derived_total')).toBe(11);
    expect(origin.requests).toHaveLength(1);
  });

  it('is counted by the /64 of an IPv6 address: its other addresses are no way out', async () => {
    const listen = { host: '127.0.0.1', port: 0, proxyProtocol: 'accept', trustedProxies: ['127.0.0.1'] };
    const { world } = await guarded({ listen, clients: { users, allow: ['2001:db8::/32'] } });
    const guess = async (network: number, host: number) => {
      const named = `Proxy-Authorization: ${basic({ ...ANNA, password: `guess ${network} ${host}` })}\r\n`;
      const head = Buffer.from(`GET ${URL_TEXT} HTTP/1.1\r\nHost: a.test\r\n${named}Connection: close\r\n\r\n`);
      const from = from6(0, 0, 0, network, 0, 0, 0, 0, 0, 0, 0, host);
      const [answer] = answersIn(await exchangeRaw(await dial(world), Buffer.concat([from, head])));
      return answer?.status;
    };
    for (let host = 1; host <= 10; host += 1) expect(await guess(1, host)).toBe(407);
    expect([await guess(1, 11), await guess(2, 1)]).toEqual([429, 407]);
  });

  it('in a loop with one wrong password costs one derivation, and keeps nobody out', async () => {
    const { world } = await guarded();
    const wrong = { ...ANNA, password: 'stale' };
    await ask(world, URL_TEXT, wrong);
    const bytes = `GET ${URL_TEXT} HTTP/1.1\r\nHost: a.test\r\nProxy-Authorization: ${basic(wrong)}\r\n`;
    const text = await exchangeRaw(await dial(world), `${`${bytes}\r\n`.repeat(500)}${bytes}Connection: close\r\n\r\n`);
    expect(text.match(/^HTTP\/1\.1 407/gm)).toHaveLength(501);
    expect(await metric(world, 'mpgate_passwords_derived_total')).toBe(1);
    expect((await ask(world, URL_TEXT, ANNA)).status).toBe(200);
  });
});

describe('requests sent ahead of the answer about a password', () => {
  const get = (path: string, named: object | null = ANNA) =>
    `GET ${URL_TEXT}${path} HTTP/1.1\r\nHost: a.test\r\n${named ? `Proxy-Authorization: ${basic(named)}\r\n` : ''}`;
  const last = (path: string, named?: object | null) => `${get(path, named)}Connection: close\r\n\r\n`;
  const statusesOf = (text: string) => answersIn(text).map(({ status }) => status);

  it('wait, and each is answered in its order and for its own name', async () => {
    const { world, origin } = await guarded();
    const sent = [get('1'), get('2', { ...ANNA, password: 'wrong' }), get('3', null), get('4', BEN)].map(
      (head) => `${head}\r\n`,
    );
    const text = await exchangeRaw(await dial(world), `${sent.join('')}${last('5')}`);
    expect(statusesOf(text)).toEqual([200, 407, 407, 200, 200]);
    expect(origin.requests.map(({ url }) => url).sort()).toEqual(['/1', '/4', '/5']);
  });

  it('are a hundred at most: the next one ends the connection, after their answers', async () => {
    const { world } = await guarded();
    const text = await exchangeRaw(await dial(world), `${get('1')}\r\n${`${get('2', null)}\r\n`.repeat(150)}`);
    expect(statusesOf(text)).toEqual([200, ...Array.from({ length: 100 }, () => 407), 400]);
  });
});

describe('a way round the password', () => {
  const named = `Authorization: ${basic(ANNA)}\r\n`;

  it.each([
    ['in the server’s header', `GET ${URL_TEXT} HTTP/1.1\r\nHost: a.test\r\n${named}Connection: close\r\n\r\n`, 407],
    ['in the URL', 'GET http://anna:secret@a.test/ HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n', 400],
    [
      'as another scheme',
      `GET ${URL_TEXT} HTTP/1.1\r\nHost: a.test\r\nProxy-Authorization: Bearer secret\r\nConnection: close\r\n\r\n`,
      407,
    ],
    [
      'behind a header that is empty',
      `GET ${URL_TEXT} HTTP/1.1\r\nHost: a.test\r\nProxy-Authorization: \r\nProxy-${named}Connection: close\r\n\r\n`,
      407,
    ],
    [
      'with a name that is long',
      `GET ${URL_TEXT} HTTP/1.1\r\nHost: a.test\r\nProxy-Authorization: ${basic({ user: 'a'.repeat(40_000) })}\r\nConnection: close\r\n\r\n`,
      407,
    ],
    [
      'with a name that is no ASCII',
      `GET ${URL_TEXT} HTTP/1.1\r\nHost: a.test\r\nProxy-Authorization: ${basic({ user: 'änna\0', password: 'secret' })}\r\nConnection: close\r\n\r\n`,
      407,
    ],
    [
      'through the gate’s own name',
      'GET http://mpgate.test:9/ HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n',
      403,
    ],
  ])('%s: no', async (_, bytes, status) => {
    const { world, origin } = await guarded();
    const answers = answersIn(await exchangeRaw(await dial(world), bytes));
    expect([answers.map((answer) => answer.status), origin.requests.length]).toEqual([[status], 0]);
    expect(world.log()).not.toContain('secret');
  });

  it('inside of a tunnel to the gate’s own pages: no', async () => {
    const { world, origin } = await guarded();
    const pages = await tunnel(world, 'mpgate.test:80');
    const text = await exchangeRaw(pages, `GET ${URL_TEXT} HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n`);
    expect([text.slice(9, 12), origin.requests.length]).toEqual(['400', 0]);
    const again = await tunnel(world, 'mpgate.test:80');
    expect(await exchangeRaw(again, 'CONNECT a.test:80 HTTP/1.1\r\nHost: a.test\r\n\r\n')).toMatch(/^HTTP\/1\.1 501/);
  });

  it('by a header of the PROXY protocol: no', async () => {
    const listen = { host: '127.0.0.1', port: 0, proxyProtocol: 'accept', trustedProxies: ['127.0.0.7'] };
    const { world, origin } = await guarded({ listen, clients: { allow: ['127.0.0.9', '192.0.2.2'] } });
    const get = Buffer.from(`GET ${URL_TEXT} HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n`);
    // One of the gate's clients may not be another, a stranger not a client, and one header is all there is.
    expect(await exchangeRaw(await dial(world, '127.0.0.9'), Buffer.concat([from4('192.0.2.2'), get]))).toBe('');
    expect(await exchangeRaw(await dial(world, '127.0.0.3'), Buffer.concat([from4('192.0.2.2'), get]))).toMatch(
      / 403 /,
    );
    const twice = Buffer.concat([from4('192.0.2.3'), from4('192.0.2.2'), get]);
    expect(await exchangeRaw(await dial(world, '127.0.0.7'), twice)).toMatch(/^HTTP\/1\.1 403 .*192\.0\.2\.3/s);
    const own = Buffer.concat([from4('192.0.2.2'), from4('192.0.2.2'), get]);
    expect(await exchangeRaw(await dial(world, '127.0.0.7'), own)).toBe('');
    expect(origin.requests).toHaveLength(0);
  });
});

describe('what is nobody’s secret and what is', () => {
  it('the gate’s own pages are there for whoever may connect', async () => {
    const { world } = await guarded();
    for (const path of ['/', '/ca.pem', '/proxy.pac']) {
      expect((await ask(world, `http://mpgate.test${path}`)).status).toBe(200);
      expect((await fetch(`${world.proxy}${path}`)).status).toBe(200);
    }
  });

  it('a server gets its own credentials and not the proxy’s; neither is kept', async () => {
    const { world, origin } = await guarded();
    const headers = { authorization: 'Bearer theirs' };
    const { body } = await ask(world, URL_TEXT, { ...ANNA, headers });
    expect(JSON.parse(body).headers).toMatchObject({ authorization: 'Bearer theirs' });
    expect(origin.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
    const kept = JSON.stringify([await world.flows(), await world.admin('/api/v1/har'), world.log()]);
    for (const secret of ['secret', basic(ANNA).slice(6), 'theirs']) expect(kept).not.toContain(secret);
  });

  it('a client that leaves while its password is looked at leaves nothing behind', async () => {
    const { world, origin } = await guarded();
    const socket = await dial(world);
    socket.write(`GET ${URL_TEXT} HTTP/1.1\r\nHost: a.test\r\nProxy-Authorization: ${basic(ANNA)}\r\n\r\n`);
    socket.resetAndDestroy();
    await once(socket, 'close');
    expect((await ask(world, URL_TEXT, { ...ANNA, from: '127.0.0.2' })).status).toBe(200);
    expect(origin.requests).toHaveLength(1);
  });
});

itNeeds('curl')('curl that waits to be asked comes again, on the same connection', async () => {
  const { world } = await guarded();
  const asked = ['--proxy-anyauth', '--proxy-user', 'anna:secret', '--proxy', world.proxy, '-sv'];
  for (const rest of [[URL_TEXT], ['--proxytunnel', URL_TEXT]]) {
    const { code, stderr } = await run('curl', [...asked, ...rest]);
    expect([code, stderr.match(/^< HTTP\/1\.1 \d+/gm)]).toEqual([
      0,
      ['< HTTP/1.1 407', '< HTTP/1.1 200'].concat(rest.length > 1 ? ['< HTTP/1.1 200'] : []),
    ]);
    expect(stderr.match(/^\* Connected to /gm)).toHaveLength(1);
  }
});
