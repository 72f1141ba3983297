import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { caseAppid, caseDomains, refererCases, requestCases } from '../support/cases.ts';
import { type Answer, type AskOptions, ask, Refused, secureTunnel } from '../support/client.ts';
import { certified, httpOrigin, httpsOrigin, mirror } from '../support/origin.ts';
import { openWorld, type World } from '../support/world.ts';

/** What the gate says of one request: `pass`, or the rule that refuses it. */
const verdictOf = async (asking: Promise<Answer>): Promise<string> => {
  try {
    const { status, headers } = await asking;
    return status === 200 ? 'pass' : String(headers['x-mpgate-rule'] ?? `${status} ${headers['x-mpgate-failure']}`);
  } catch (error) {
    if (error instanceof Refused) return String(JSON.parse(error.body).rule);
    throw error;
  }
};

/**
 * The documents' cases that a client on loopback can send: no LAN (its own test is in the network's own namespace), no
 * UDP and TCP, and sockets as the upgrade that they are.
 */
const live = requestCases.filter(
  ({ url, api }) => !/^\w+:\/\/192\.168\./.test(url) && api !== 'udp' && api !== 'tcp' && api !== 'connectSocket',
);

const PROFILES = [...new Set(live.map(({ profile }) => profile))];

describe.each(PROFILES)('the documents’ cases, live, in profile %s', (profile) => {
  it('each gets its expected answer', async () => {
    const names = ['api', 'up', 'cdn', 'ws', 'alt', 'wsalt'].map((name) => `${name}.shop.test`);
    const https = await httpsOrigin(mirror, certified(...names));
    const http = await httpOrigin(mirror);
    const world = await openWorld({
      app: { appid: caseAppid, profile, domains: caseDomains[profile] },
      resolve: { '*.shop.test': https.port, 'api.shop.test:80': http.port },
      gate: { block: 'explain' },
    });
    const wrong: string[] = [];
    for (const { url, api, method = 'GET', expect: expected } of live.filter((row) => row.profile === profile)) {
      const { host } = hostAsWritten(url);
      const options = { method, headers: { 'x-mpgate-api': api, host }, ...(method === 'POST' ? { body: 'x' } : {}) };
      const verdict = await verdictOf(ask(world, url, options));
      if (expected === 'pass' ? verdict !== 'pass' : !expected.includes(verdict)) {
        wrong.push(`${api} ${method} ${url}: ${verdict}, not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 30_000);
});

/** `new URL` drops a port that is the scheme's own; a client that was given one sends it. */
const hostAsWritten = (url: string) => ({ host: /^\w+:\/\/([^/]*)/.exec(url)?.[1] ?? '' });

const refererAtServer = async (world: World, headers: Record<string, string> = {}): Promise<unknown> =>
  JSON.parse((await ask(world, 'https://api.shop.test/', { headers })).body).headers.referer;

describe('the referer', () => {
  it.each(refererCases)(
    '$profile, version $version: the server receives $expect',
    async ({ profile, version, expect: expected }) => {
      const origin = await httpsOrigin(mirror);
      const world = await openWorld({ app: { profile, version }, resolve: { 'api.shop.test': origin.port } });
      expect(await refererAtServer(world)).toBe(expected);
    },
  );

  it('of the caller is replaced and reported, and does not block', async () => {
    const origin = await httpsOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': origin.port } });
    const seen = await refererAtServer(world, { referer: 'https://evil.test/' });
    expect(seen).toBe('https://appservice.qq.com/wx0123456789abcdef/0/page-frame.html');
    expect(world.gateway.report().rules.find(({ rule }) => rule === 'referer')?.state).toBe('warn');
  });

  it('stays as it is where the rule is off', async () => {
    const origin = await httpsOrigin(mirror);
    const world = await openWorld({ app: { rules: { referer: 'off' } }, resolve: { 'api.shop.test': origin.port } });
    expect(await refererAtServer(world, { referer: 'https://own.test/' })).toBe('https://own.test/');
    expect(await refererAtServer(world)).toBeUndefined();
  });
});

describe('effects', () => {
  const world = async (rules: object) => {
    const origin = await httpsOrigin(mirror);
    return openWorld({ app: { rules }, resolve: { 'api.shop.test': origin.port } });
  };

  it.each([
    [{}, 'method', 'fail'],
    [{ method: 'warn' }, 'pass', 'warn'],
    [{ method: 'off' }, 'pass', 'not-seen'],
  ])('%j: a PATCH ends as %s and is reported as %s', async (rules, verdict, state) => {
    const gate = await world(rules);
    expect(await verdictOf(ask(gate, 'https://api.shop.test/', { method: 'PATCH' }))).toBe(verdict);
    expect(gate.gateway.report().rules.find(({ rule }) => rule === 'method')?.state).toBe(state);
  });
});

it('labels for the gate do not reach the server', async () => {
  const origin = await httpsOrigin(mirror);
  const world = await openWorld({ resolve: { 'api.shop.test': origin.port } });
  const headers = { 'x-mpgate-api': 'request', 'x-mpgate-timeout': '5000', 'proxy-authorization': 'Basic x' };
  const { body } = await ask(world, 'https://api.shop.test/', { headers });
  expect(Object.keys(JSON.parse(body).headers).filter((name) => /mpgate|proxy/.test(name))).toEqual([]);
});

it('a flow keeps the policy it began with; the next one has the new', async () => {
  let answer = () => {};
  const arrived = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let release = () => {};
  const origin = await httpsOrigin((request, response) => {
    release = () => response.end('done');
    if (request.url === '/held') answer();
    else response.end();
  });
  const world = await openWorld({ resolve: { 'api.shop.test': origin.port } });
  const held = ask(world, 'https://api.shop.test/held');
  await arrived;
  await world.reload({ domains: { request: ['https://other.shop.test'] } });
  expect(await verdictOf(ask(world, 'https://api.shop.test/'))).toBe('domain-allowlist');
  release();
  expect((await held).status).toBe(200);
});

describe('what a client sends, told and let through untouched', () => {
  const GIVEN = { 'content-type': 'application/json' };
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  const POST = { method: 'POST', headers: GIVEN };

  it.each<[string, string, string, AskOptions, string]>([
    ['content-type-default', 'a GET as the client makes it', '/', { headers: GIVEN }, 'pass'],
    ['content-type-default', 'a POST without a type', '/', { method: 'POST', body: 'x' }, 'warn'],
    ['content-type-default', 'a labelled GET without a type', '/', { headers: { 'x-mpgate-api': 'request' } }, 'warn'],
    ['content-type-default', 'a GET of nobody knows what', '/', {}, 'not-seen'],
    ['data-serialization', 'an encoded query', '/?a=%20', { headers: GIVEN }, 'pass'],
    ['data-serialization', 'a query that is not encoded', '/?a="b"', { headers: GIVEN }, 'warn'],
    ['data-serialization', 'JSON', '/', { ...POST, body: '{"a":1}' }, 'pass'],
    ['data-serialization', 'text that is called JSON', '/', { ...POST, body: 'a=1' }, 'warn'],
    [
      'data-serialization',
      'JSON of a megabyte, unread',
      '/',
      { ...POST, body: 'x'.repeat(1_000_000) },
      'not-checkable',
    ],
    ['data-serialization', 'a form', '/', { method: 'POST', headers: FORM, body: 'a=1&b=%20' }, 'pass'],
    [
      'data-serialization',
      'JSON that is called a form',
      '/',
      { method: 'POST', headers: FORM, body: '{"a":1}' },
      'warn',
    ],
    ['forbidden-domain', 'a secret in the query', '/?appid=1&secret=sesame', { headers: GIVEN }, 'warn'],
    ['forbidden-domain', 'a secret in JSON', '/', { ...POST, body: '{"appsecret":"sesame"}' }, 'warn'],
    ['forbidden-domain', 'a secret in a form', '/', { method: 'POST', headers: FORM, body: 'secret=sesame' }, 'warn'],
    ['forbidden-domain', 'none', '/?a=b', { headers: GIVEN }, 'not-seen'],
  ])('%s: %s', async (id, _, path, options, expected) => {
    const origin = await httpsOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': origin.port } });
    const over = await secureTunnel(world, 'api.shop.test:443');
    const request = httpRequest({
      createConnection: () => over,
      method: options.method ?? 'GET',
      path,
      headers: { host: 'api.shop.test', ...options.headers },
    });
    request.end(options.body);
    const [response] = await once(request, 'response');
    const seen = JSON.parse(await textOf(response));
    expect([seen.url, seen.bytes]).toEqual([path, options.body?.length ?? 0]);
    const report = world.gateway.report();
    expect(report.rules.find(({ rule }) => rule === id)?.state).toBe(expected);
    expect(report.verdict).toBe('pass');
    expect(JSON.stringify(report)).not.toContain('sesame');
  });
});
