import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Apps } from '../../src/exchange/apps.ts';
import { createDeviceMemory } from '../../src/exchange/device-memory.ts';
import { Devices } from '../../src/exchange/devices.ts';
import { createExchange } from '../../src/exchange/exchange.ts';
import type { Flow } from '../../src/exchange/flow.ts';
import { Roster } from '../../src/exchange/roster.ts';
import type { Shared } from '../../src/exchange/shared.ts';
import { Slots } from '../../src/exchange/slots.ts';
import { createVerifiedPins } from '../../src/exchange/verified-pins.ts';
import type { Policy } from '../../src/model/policy.ts';
import { connect } from '../../src/upstream/connect.ts';
import { createForward } from '../../src/upstream/forward.ts';
import { Pool } from '../../src/upstream/pool.ts';
import { httpsOrigin, mirror, type Origin } from '../support/origin.ts';
import { policyOf } from '../support/policy.ts';
import { trustedCa } from '../support/world.ts';
import { diallingTo } from '../upstream/dialling.ts';
import { until } from '../upstream/turns.ts';
import { type DeskOptions, keeping, openDesk } from './desk.ts';

const OTHER = 'wxfedcba9876543210';
const JSON_TYPE = 'Content-Type: application/json\r\n';

const get = (path = '/', headers = JSON_TYPE): string =>
  `GET ${path} HTTP/1.1\r\nHost: api.shop.test\r\n${headers}\r\n`;

interface Setting extends DeskOptions {
  readonly policy?: Policy;
  readonly apps?: Apps;
  readonly certificate?: SecureContextOptions;
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => void;
}

/** An exchange with all its parts, between a desk and a server that is in order. */
const opened = async ({ policy = policyOf(), apps, certificate, answer = mirror, ...desk }: Setting = {}) => {
  const origin = await httpsOrigin(answer, certificate);
  const { bus, events } = keeping();
  const pool = new Pool({ idle: 10, headerBytes: 16_384 });
  onTestFinished(() => pool.close());
  const slots = new Slots(5);
  const pins = createVerifiedPins(10);
  const flows = new Roster<Flow>();
  const services: Shared = {
    apps: () => apps ?? { byId: new Map([[policy.appid, policy]]), fallback: policy },
    bus,
    slots,
    pins,
    keySwaps: { verified: () => {} },
    devices: new Devices({ max: 10, flows, slots, pins, distrust: createDeviceMemory({ max: 10 }) }),
    block: 'auto',
    idleMs: 60_000,
    forward: createForward((order, cancel) => connect(order, diallingTo(origin.port), cancel), pool),
    flows,
  };
  const { client, nth } = await openDesk({ ...desk, take: createExchange(services) });
  const idle = () => services.flows.size === 0 && services.slots.stats().running === 0;
  return { origin, events, services, client, nth, idle };
};

const ends = (events: readonly { readonly type: string }[]) =>
  events.filter(({ type }) => /completed|refused|failed|aborted/.test(type));

/** One request through it, to its end. */
const passed = async (request: string, setting: Setting = {}) => {
  const gate = await opened(setting);
  const { socket, text } = await gate.client();
  socket.write(request);
  await until(() => ends(gate.events).length === 1 && gate.idle());
  await until(() => text() !== '' || socket.destroyed);
  return { ...gate, text: text(), ending: ends(gate.events)[0] };
};

describe('a request that the rules let pass', () => {
  it('is judged stage by stage, amended, and ends once', async () => {
    const { text, events, origin } = await passed(get('/a?b'));
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(events.map((event) => ('stage' in event ? event.stage : event.type))).toEqual([
      'flow.began',
      'tunnel',
      'request',
      'admit',
      'dial',
      'peer',
      'response',
      'clock',
      'flow.completed',
    ]);
    expect(origin.requests[0]?.headers.referer).toBe(policyOf().referer);
    expect(origin.requests[0]?.url).toBe('/a?b');
  });

  it('has its body and its answer’s counted', async () => {
    const { ending, text } = await passed(
      `POST / HTTP/1.1\r\nHost: api.shop.test\r\n${JSON_TYPE}Content-Length: 5\r\n\r\nhello`,
    );
    expect(
      JSON.parse(
        text
          .split('\r\n\r\n')[1]
          ?.replace(/^\w+\r\n/, '')
          .replace(/\r\n.*$/s, '') ?? '',
      ).bytes,
    ).toBe(5);
    expect(ending).toMatchObject({ type: 'flow.completed', status: 200, bytesUp: 5, bytesDown: expect.any(Number) });
  });

  it('keeps the policy that it began with', async () => {
    const policy = policyOf();
    const held = { policy };
    const waiting: ServerResponse[] = [];
    const gate = await opened({
      policy,
      answer: (_, response) => void waiting.push(response),
      apps: {
        get byId() {
          return new Map([[held.policy.appid, held.policy]]);
        },
        get fallback() {
          return held.policy;
        },
      },
    });
    const { socket, text } = await gate.client();
    socket.write(get());
    await until(() => waiting.length === 1);
    held.policy = policyOf({ id: 'reloaded', domains: {} });
    waiting[0]?.end('whole');
    await until(() => text().includes('whole'));
    socket.write(get());
    await until(() => text().includes('X-Mpgate-Rule: domain-allowlist'));
  });
});

describe('a request that a rule forbids', () => {
  it.each([
    ['at the tunnel', { host: 'other.test' }, get().replace('api.shop', 'other'), 'domain-allowlist', 403],
    ['at its head', {}, get().replace('GET', 'PATCH'), 'method', 403],
    ['by its Host header', {}, get().replace('api.shop', 'cdn.shop'), 'host-matches-tunnel', 403],
    [
      'by the name that its TLS handshake asked for',
      { inlet: { sni: 'cdn.shop.test' } },
      get(),
      'host-matches-tunnel',
      403,
    ],
  ])('%s gets its answer, and the server hears nothing', async (_, setting, request, rule, status) => {
    const { text, ending, origin, events } = await passed(request, setting);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*\r\nX-Mpgate-Rule: ${rule}\r\n`, 's'));
    expect(ending).toMatchObject({ type: 'flow.refused', cause: { rule }, how: 'explain' });
    expect([origin.accepted(), ends(events).length]).toEqual([0, 1]);
  });

  it('by its server’s key is refused before the server has heard a byte', async () => {
    const policy = policyOf({ pins: new Map([['api.shop.test', new Set(['sha256/other'])]]) });
    const { text, ending, origin } = await passed(get(), { policy });
    expect(text).toMatch(/^HTTP\/1\.1 502 .*\r\nX-Mpgate-Rule: pin-spki\r\n/s);
    expect(ending).toMatchObject({ cause: { rule: 'pin-spki' } });
    expect(origin.requests).toEqual([]);
    await until(() => origin.open() === 0);
  });

  it('in time is cut off, and the server’s connection with it', async () => {
    const { text, ending, origin } = await passed(get('/', `${JSON_TYPE}x-mpgate-timeout: 40\r\n`), {
      answer: () => {},
    });
    expect(text).toMatch(/^HTTP\/1\.1 504 .*\r\nX-Mpgate-Rule: timeout\r\n/s);
    expect(ending).toMatchObject({ type: 'flow.refused', cause: { rule: 'timeout', errMsg: 'request:fail timeout' } });
    await until(() => origin.open() === 0);
  });

  it('is cut where the client is a mini program', async () => {
    const { text, ending } = await passed(get('/', `${JSON_TYPE}User-Agent: MicroMessenger\r\n`), {
      host: 'other.test',
    });
    expect([text, ending]).toEqual(['', expect.objectContaining({ type: 'flow.refused', how: 'cut' })]);
  });

  it('only warns where the app says so', async () => {
    const policy = policyOf({
      effects: new Map([
        ['domain-allowlist', 'warn'],
        ['domain-per-api', 'warn'],
      ]),
    });
    const request = get().replace('api.shop', 'other');
    // It comes as far as the server, whose certificate is not for that name.
    const { ending, events } = await passed(request, { policy, host: 'other.test' });
    expect(ending).toMatchObject({ type: 'flow.refused', cause: { rule: 'cert-name' } });
    const warned = events.flatMap((event) => ('violations' in event ? event.violations : []));
    expect(warned.filter(({ effect }) => effect === 'warn').map(({ rule }) => rule)).toEqual([
      'domain-allowlist',
      'domain-per-api',
    ]);
  });
});

describe('whose rules', () => {
  const mine = policyOf();
  const theirs = policyOf({ id: 'other', appid: OTHER, domains: { request: ['https://other.test'] } });
  const apps: Apps = {
    byId: new Map([
      [mine.appid, mine],
      [OTHER, theirs],
    ]),
    fallback: mine,
  };
  const frame = `Referer: https://appservice.qq.com/${OTHER}/0/page-frame.html\r\n`;

  it.each([
    ['the default app', {}, JSON_TYPE, mine.appid],
    ['the app that the client’s referer names', {}, JSON_TYPE + frame, OTHER],
    ['the app of the listener or proxy user, whatever the referer', { app: mine.appid }, JSON_TYPE + frame, mine.appid],
  ])('those of %s', async (_, inlet, headers, appid) => {
    const { events } = await passed(get('/', headers), { apps, inlet });
    expect(events[0]).toMatchObject({ type: 'flow.began', appid });
  });

  it('nobody’s: the answer says what to do, and no flow begins', async () => {
    const gate = await opened({ apps: { byId: new Map(), fallback: null } });
    const { socket, text } = await gate.client();
    socket.write(get());
    await until(() => text().includes('defaultApp'));
    expect(text()).toMatch(/^HTTP\/1\.1 403 .*X-Mpgate-Failure: NO_APP/s);
    expect(gate.events).toEqual([]);
  });
});

describe('the end', () => {
  const stages: readonly (readonly [string, (origin: Origin, response: ServerResponse) => void])[] = [
    ['before the answer', () => {}],
    ['within the answer', (_, response) => void response.writeHead(200, { 'content-length': 99 }).write('begun')],
  ];

  it.each(stages)(
    'the client leaves %s: aborted once, its place free, the server’s connection closed',
    async (_, act) => {
      const responses: ServerResponse[] = [];
      const gate = await opened({ answer: (__, response) => void responses.push(response) });
      const { socket } = await gate.client();
      socket.write(get());
      await until(() => responses.length === 1);
      const [response] = responses;
      if (response) act(gate.origin, response);
      socket.destroy();
      await until(() => gate.idle() && gate.origin.open() === 0);
      expect(ends(gate.events)).toEqual([expect.objectContaining({ type: 'flow.aborted', by: 'client' })]);
    },
  );

  it('the server leaves within the answer: failed once, and the client’s connection is cut', async () => {
    const gate = await opened({
      answer: (request, response) => {
        response.writeHead(200, { 'content-length': 99 }).write('begun');
        setImmediate(() => request.socket.destroy());
      },
    });
    const { socket, ended, text } = await gate.client();
    socket.write(get());
    expect(await ended).toBe('ECONNRESET');
    expect(text()).not.toContain('502');
    expect(ends(gate.events)).toEqual([expect.objectContaining({ type: 'flow.failed' })]);
    expect(gate.idle()).toBe(true);
  });

  it('nobody listens there: failed, with the system’s code', async () => {
    const gate = await opened();
    gate.origin.server.close();
    const { socket, text } = await gate.client();
    socket.write(get());
    await until(() => text().includes('}'));
    expect(text()).toMatch(/^HTTP\/1\.1 502 .*\r\nX-Mpgate-Failure: ECONNREFUSED\r\n/s);
    expect(ends(gate.events)).toEqual([expect.objectContaining({ type: 'flow.failed', code: 'ECONNREFUSED' })]);
  });
});

describe('the line', () => {
  const one = (): Policy => {
    const policy = policyOf();
    const requestsAtOnce = { value: 1, source: 'S0:126' };
    return { ...policy, profile: { ...policy.profile, requestsAtOnce } };
  };
  const held = async (policy: Policy) => {
    const responses: ServerResponse[] = [];
    const gate = await opened({ policy, answer: (_, response) => void responses.push(response) });
    const ask = async (path: string): Promise<Socket> => {
      const { socket } = await gate.client();
      socket.write(get(path));
      return socket;
    };
    return { ...gate, responses, ask };
  };

  it('moves in order, and tells how long each has waited', async () => {
    const { responses, ask, events, services, idle } = await held(one());
    for (const [i, path] of ['/1', '/2', '/3'].entries()) {
      await ask(path);
      await until(() => responses.length + services.slots.stats().waiting === i + 1);
    }
    for (const path of ['/1', '/2', '/3']) {
      await until(() => responses.at(-1)?.req.url === path);
      responses.at(-1)?.end();
    }
    await until(idle);
    expect(events.filter(({ type }) => type === 'flow.waited')).toHaveLength(2);
  });

  it('loses who leaves it', async () => {
    const { responses, ask, services, events } = await held(one());
    await ask('/1');
    await until(() => responses.length === 1);
    const leaver = await ask('/2');
    await until(() => services.slots.stats().waiting === 1);
    leaver.destroy();
    await until(() => services.slots.stats().waiting === 0);
    expect(ends(events)).toEqual([expect.objectContaining({ type: 'flow.aborted', by: 'client' })]);
    responses[0]?.end();
  });

  it('has an end', async () => {
    const { responses, ask, services, events } = await held(one());
    await ask('/1');
    await until(() => responses.length === 1);
    for (let i = 1; i <= 5; i += 1) {
      await ask(`/in-line-${i}`);
      await until(() => services.slots.stats().waiting === i);
    }
    await ask('/too-many');
    await until(() => ends(events).length === 1);
    expect(ends(events)[0]).toMatchObject({ type: 'flow.refused', cause: { rule: 'concurrency-request' } });
  });
});

it.each([
  ['the right one', true],
  ['another', false],
])('a pin, %s, is remembered for device and app: %s', async (_, isRight) => {
  const { chain, key, pin } = trustedCa().issue({ names: ['api.shop.test'] });
  const pins = new Map([['api.shop.test', new Set([isRight ? pin : 'sha256/other'])]]);
  const policy = policyOf({ platform: 'ios', pins });
  const { services } = await passed(get(), { policy, certificate: { cert: chain, key } });
  const { has } = services.pins;
  expect(has('127.0.0.1', policy.appid, 'api.shop.test')).toBe(isRight);
  expect([has('127.0.0.9', policy.appid, 'api.shop.test'), has('127.0.0.1', OTHER, 'api.shop.test')]).toEqual([
    false,
    false,
  ]);
});
