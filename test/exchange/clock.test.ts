import { describe, expect, it } from 'vitest';
import { Clock } from '../../src/exchange/clock.ts';
import { beginning } from '../../src/exchange/facts-of.ts';
import { Flow } from '../../src/exchange/flow.ts';
import type { Inbound } from '../../src/exchange/inbound.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { Violation } from '../../src/model/verdict.ts';
import { policyOf, withGrace } from '../support/policy.ts';
import { keeping, openDesk } from './desk.ts';

/** A clock begun for a request with these headers, and who is cut by it. */
const started = async (headers: string, policy: Policy) => {
  const desk = await openDesk();
  const { socket } = await desk.client();
  socket.write(`GET / HTTP/1.1\r\nHost: api.shop.test\r\n${headers}\r\n`);
  const inbound: Inbound = await desk.nth(0);
  const { bus, events } = keeping();
  const flow = new Flow(bus, beginning(inbound, policy));
  const cuts: Violation[] = [];
  let cut: (cause: Violation) => void = () => {};
  const late = new Promise<Violation>((resolve) => (cut = resolve));
  const clock = new Clock(flow, inbound.head, policy, {
    refuse: (cause) => {
      cuts.push(cause);
      cut(cause);
    },
    goesOn: () => {},
  });
  return { clock, flow, events, cuts, late };
};

const limits = (request: number, downloadFile = request): Policy =>
  policyOf({ timeoutMs: { request, downloadFile, uploadFile: request, connectSocket: request } });
/** When a clock that began later and runs longer has gone off. */
const laterClock = async () => (await started(JSON_TYPE, limits(30))).late;
const JSON_TYPE = 'Content-Type: application/json\r\n';

describe('a flow’s clock', () => {
  it.each([
    ['the limit of its API', JSON_TYPE, limits(30, 60_000), 30],
    ['the longest of the APIs that it may come from', '', limits(5, 40), 40],
    ['the call’s own', `${JSON_TYPE}x-mpgate-timeout: 20\r\n`, limits(60_000), 20],
  ])('cuts at %s', async (_, headers, policy, limitMs) => {
    const { late, flow, events } = await started(headers, policy);
    const cause = await late;
    expect(flow.elapsedMs).toBeGreaterThanOrEqual(limitMs - 2);
    expect(cause).toMatchObject({ rule: 'timeout', errMsg: expect.stringMatching(/:fail timeout$/), errno: 5 });
    expect(cause.expected).toBe(`${limitMs} ms at most`);
    expect(events.at(-1)).toMatchObject({ type: 'flow.judged', stage: 'clock', violations: [{ rule: 'timeout' }] });
  });

  it('only tells where the rule warns, and says nothing where it is off', async () => {
    const warned = await started(JSON_TYPE, { ...limits(10), effects: new Map([['timeout', 'warn']]) });
    const silent = await started(JSON_TYPE, { ...limits(10), effects: new Map([['timeout', 'off']]) });
    await laterClock();
    expect([warned.cuts, silent.cuts]).toEqual([[], []]);
    expect(warned.events.at(-1)).toMatchObject({ violations: [{ rule: 'timeout', effect: 'warn' }] });
    expect(silent.events.at(-1)).toMatchObject({ violations: [], passed: [] });
  });

  it('ends with its flow, or when it is stopped', async () => {
    const ended = await started(JSON_TYPE, limits(10));
    ended.flow.end({ type: 'flow.completed', status: 200, spliced: null });
    const stopped = await started(JSON_TYPE, limits(10));
    stopped.clock.stop();
    await laterClock();
    expect([ended.cuts, stopped.cuts]).toEqual([[], []]);
  });

  it('cuts after the grace in the background, the handshake of a socket done or not', async () => {
    const policy = withGrace(20, { timeoutMs: limits(60_000).timeoutMs });
    for (const isOpen of [false, true]) {
      const { clock, flow, late, events } = await started(JSON_TYPE, policy);
      if (isOpen) clock.stop();
      flow.ground?.toBackground();
      expect(await late).toMatchObject({ rule: 'background-grace', expected: '20 ms at most', errno: 600003 });
      expect(events.at(-1)).toMatchObject({ type: 'flow.judged', stage: 'clock', passed: ['timeout'] });
    }
  });

  it('holds an open socket to the time that its handshake took', async () => {
    const { clock, flow, cuts } = await started(JSON_TYPE, withGrace(20, { timeoutMs: limits(10).timeoutMs }));
    clock.stop();
    await laterClock();
    flow.ground?.toBackground();
    expect(clock.verdict()).toMatchObject({ outcome: 'pass', passed: ['background-grace', 'timeout'] });
    flow.ground?.toForeground();
    expect(clock.verdict()).toMatchObject({ outcome: 'pass', passed: ['timeout'] });
    expect(cuts).toEqual([]);
  });

  it('says at any time how the rule stands', async () => {
    const { clock, flow } = await started(JSON_TYPE, limits(60_000));
    expect(clock.verdict()).toMatchObject({ outcome: 'pass', passed: ['timeout'] });
    flow.end({ type: 'flow.aborted', by: 'client' });
  });
});
