import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Clock } from '../../src/exchange/clock.ts';
import { beginning } from '../../src/exchange/facts-of.ts';
import { Flow } from '../../src/exchange/flow.ts';
import { Relay } from '../../src/exchange/relay.ts';
import type { FlowEvent } from '../../src/model/event.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { violation } from '../events/made.ts';
import { policyOf } from '../support/policy.ts';
import { socketPair } from '../support/socket-pair.ts';
import { settled, until } from '../upstream/turns.ts';
import { keeping, openDesk } from './desk.ts';

const GET = 'GET / HTTP/1.1\r\nHost: api.shop.test\r\nContent-Type: application/json\r\n\r\n';
const WS = 'GET / HTTP/1.1\r\nHost: api.shop.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';

/** A relay for one request, and what came of it. */
const relaying = async (request = GET) => {
  const desk = await openDesk();
  const client = await desk.client();
  client.socket.write(request);
  const inbound = await desk.nth(0);
  const { bus, events } = keeping();
  const policy = policyOf();
  const flow = new Flow(bus, beginning(inbound, policy));
  const clock = new Clock(flow, inbound.head, policy, { refuse: () => {}, goesOn: () => {} });
  const said: string[] = [];
  const relay = new Relay(inbound, flow, clock, policy, {
    refuse: ({ rule }) => said.push(`refuse ${rule}`),
    fail: ({ message }) => said.push(`fail ${message}`),
    verified: () => said.push('verified'),
  });
  return { client, inbound, flow, events, relay, said };
};

const pass = (...passed: readonly string[]): Verdict => ({ outcome: 'pass', passed, violations: [] });
const block = (rule: string): Verdict => {
  const cause = violation(rule);
  return { outcome: 'block', cause, violations: [cause], passed: [] };
};
const stages = (events: readonly { type: string }[]) =>
  events.flatMap((event) => ('stage' in event ? [event.stage] : []));

describe('an answer', () => {
  it('goes on as it came, but for the hop-by-hop headers, and is counted', async () => {
    const { client, relay, events } = await relaying();
    relay.onConnected(pass('upstream-address'), pass('cert-trusted'));
    relay.onHead(299, 'So So', [
      'X-B',
      '1',
      'Set-Cookie',
      'a',
      'set-cookie',
      'b',
      'Connection',
      'X-Hop',
      'X-Hop',
      '1',
      'Content-Length',
      '5',
    ]);
    expect([relay.onData(Buffer.from('he')), relay.onData(Buffer.from('llo'))]).toEqual([true, true]);
    relay.onEnd([]);
    await until(() => client.text().endsWith('hello'));
    expect(client.text()).toBe(
      'HTTP/1.1 299 So So\r\nX-B: 1\r\nSet-Cookie: a\r\nset-cookie: b\r\nContent-Length: 5\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\n\r\nhello',
    );
    expect(stages(events)).toEqual(['dial', 'peer', 'response', 'clock']);
    expect(events.at(-1)).toMatchObject({ type: 'flow.completed', status: 299, bytesDown: 5 });
  });

  it('is passed on at once: a head that comes alone, and each chunk', async () => {
    const { client, relay } = await relaying();
    relay.onHead(200, 'OK', []);
    await until(() => client.text().endsWith('\r\n\r\n'));
    relay.onData(Buffer.from('one'));
    await until(() => client.text().endsWith('3\r\none\r\n'));
    relay.onEnd(['X-Sum', '1', 'X-sum', '2']);
    await until(() => client.text().endsWith('0\r\nX-Sum: 1\r\nX-sum: 2\r\n\r\n'));
  });

  it.each([
    ['204', 204, 'GET', ''],
    ['304', 304, 'GET', ''],
    ['to HEAD', 200, 'HEAD', ''],
  ])('%s has no body, and the next one follows', async (_, status, method, body) => {
    const { client, relay, events } = await relaying(GET.replace('GET', method));
    relay.onHead(status, '', status === 200 ? ['Content-Length', '5'] : []);
    relay.onEnd([]);
    await until(() => events.at(-1)?.type === 'flow.completed');
    expect(client.text().split('\r\n\r\n')[1]).toBe(body);
    expect(client.text()).toMatch(/Connection: keep-alive/);
  });

  it('is held back while the client does not read, and then goes on', async () => {
    const { client, relay, events } = await relaying();
    let resumes = 0;
    relay.carry({ abort: () => {}, resume: () => (resumes += 1) });
    client.socket.pause();
    relay.onHead(200, 'OK', []);
    let [sent, goes] = [0, true];
    while (goes && sent < 256) {
      goes = relay.onData(Buffer.alloc(65_536));
      sent += 1;
    }
    expect(goes).toBe(false);
    expect(resumes).toBe(0);
    client.socket.resume();
    await until(() => resumes > 0);
    relay.onEnd([]);
    await until(() => events.at(-1)?.type === 'flow.completed');
  });

  it('with a header that may not be sent is a failure, not a crash', async () => {
    const { relay, said } = await relaying();
    relay.onHead(200, 'OK', ['X\u0000', '1']);
    expect(said).toEqual([expect.stringMatching(/^fail .*X/)]);
  });

  it('is dropped once the flow has ended', async () => {
    const { client, relay, flow, events } = await relaying();
    flow.end({ type: 'flow.aborted', by: 'client' });
    relay.onInformation(103, '', []);
    relay.onHead(200, 'OK', []);
    expect(relay.onData(Buffer.from('x'))).toBe(true);
    relay.onEnd([]);
    await settled(() => 1);
    expect([client.text(), events.map(({ type }) => type)]).toEqual(['', ['flow.began', 'flow.aborted']]);
  });

  it('that breaks off is a failure with the reason', async () => {
    const { relay, said } = await relaying();
    relay.onError(new Error('other side closed'));
    expect(said).toEqual(['fail other side closed']);
  });
});

describe('what the rules say of an answer', () => {
  const told = (events: readonly FlowEvent[]) =>
    events.flatMap((event) =>
      event.type === 'flow.judged' && event.stage === 'response' ? event.violations.map(({ rule }) => rule) : [],
    );

  it('is told once, at its end, and Alt-Svc does not go on: not in the head, a hint or a trailer', async () => {
    const { client, relay, events } = await relaying();
    relay.onInformation(103, 'Early Hints', ['alt-svc', 'h3=":1"', 'Link', '<a>']);
    relay.onHead(500, 'Oh', ['ALT-SVC', 'h3=":1"', 'X-A', '1']);
    relay.onData(Buffer.from('x'));
    expect(told(events)).toEqual([]);
    relay.onEnd(['Alt-Svc', 'clear', 'X-Sum', '1']);
    await until(() => events.at(-1)?.type === 'flow.completed');
    expect(told(events)).toEqual(['status-any', 'alt-svc']);
    expect(client.text()).not.toMatch(/alt-svc/i);
    expect(client.text()).toMatch(/Link: <a>.*X-A: 1.*X-Sum: 1/s);
  });

  it('of one that broke off, is what is known by then', async () => {
    const { relay, events } = await relaying();
    relay.onHead(200, 'OK', ['Content-Type', 'application/json', 'Alt-Svc', 'clear']);
    relay.onData(Buffer.from('\ufeff\ufeff{'));
    relay.conclude(false);
    relay.conclude(false);
    expect(told(events)).toEqual(['bom', 'alt-svc']);
    expect(events.filter((event) => 'stage' in event)).toHaveLength(1);
  });
});

describe('hints before the answer', () => {
  it('go on as they come, without hop-by-hop headers', async () => {
    const { client, relay } = await relaying();
    relay.onInformation(103, 'Early Hints', ['Link', '</\u00e9>', 'Connection', 'x']);
    await until(() => client.text() !== '');
    expect(client.text()).toBe('HTTP/1.1 103 Early Hints\r\nLink: </\u00e9>\r\n\r\n');
  });

  it('wait for nobody: those of a request behind another in the pipeline are dropped', async () => {
    const desk = await openDesk();
    const client = await desk.client();
    client.socket.write(GET + GET);
    const second = await desk.nth(1);
    const flow = new Flow(keeping().bus, beginning(second, policyOf()));
    const clock = new Clock(flow, second.head, policyOf(), { refuse: () => {}, goesOn: () => {} });
    const relay = new Relay(second, flow, clock, policyOf(), { refuse: () => {}, fail: () => {}, verified: () => {} });
    relay.onInformation(103, 'Early Hints', []);
    relay.onHead(200, 'OK', ['Content-Length', '6']);
    relay.onData(Buffer.from('second'));
    relay.onEnd([]);
    (await desk.nth(0)).response.end('first');
    await until(() => client.text().endsWith('second'));
    expect(client.text()).not.toContain('103');
    expect(client.text().indexOf('first')).toBeLessThan(client.text().indexOf('second'));
  });

  it('a client that expects 100 is told to go on when the server is there', async () => {
    const { client, relay } = await relaying(
      'POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n',
    );
    expect(client.text()).toBe('');
    relay.onConnected(pass(), null);
    await until(() => client.text() === 'HTTP/1.1 100 Continue\r\n\r\n');
  });
});

describe('what was found on the way', () => {
  it.each([
    ['the peer’s fault before the address’s warning', pass(), block('cert-dates'), 'refuse cert-dates'],
    ['the address, where there is no peer', block('upstream-address'), null, 'refuse upstream-address'],
  ])('%s', async (_, dial, peer, expected) => {
    const { relay, said, events } = await relaying();
    relay.onForbidden(dial, peer);
    expect(said).toEqual([expected]);
    expect(stages(events)).toEqual(peer ? ['dial', 'peer'] : ['dial']);
  });

  it.each([
    ['that was asked and is right', pass('pin-spki'), ['verified']],
    ['that nobody asked for', pass('cert-trusted'), []],
  ])('a pin %s', async (_, peer, expected) => {
    const { relay, said } = await relaying();
    relay.onConnected(null, peer);
    expect(said).toEqual(expected);
  });
});

describe('a switch of protocols', () => {
  it('joins both ends, with what each has sent already, and ends the clock', async () => {
    const { client, relay, events } = await relaying(`${WS}early`);
    const [near, server] = await socketPair();
    relay.onUpgrade(101, 'Switching Protocols', ['Upgrade', 'websocket', 'Connection', 'Upgrade'], near);
    expect(relay.switched).toBe(true);
    expect(String((await once(server, 'data'))[0])).toBe('early');
    server.write('down');
    await until(() => client.text().endsWith('down'));
    expect(client.text()).toBe(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\ndown',
    );
    client.socket.end();
    await until(() => events.at(-1)?.type === 'flow.completed');
    expect(stages(events)).toEqual(['clock', 'response']);
    expect(events.at(-1)).toMatchObject({ status: 101, bytesUp: 5, bytesDown: 4 });
    server.destroy();
  });

  it('that nobody asked for is a failure, and the server’s socket is closed', async () => {
    const { relay, said } = await relaying();
    const [near, server] = await socketPair();
    relay.onUpgrade(101, '', [], near);
    expect(said).toEqual(['fail the server switched protocols unasked']);
    await once(server.resume(), 'end');
    server.destroy();
  });

  it('that comes too late closes the server’s socket', async () => {
    const { relay, flow } = await relaying(WS);
    flow.end({ type: 'flow.aborted', by: 'client' });
    const [near, server] = await socketPair();
    relay.onUpgrade(101, '', [], near);
    await once(server.resume(), 'end');
    server.destroy();
  });
});
