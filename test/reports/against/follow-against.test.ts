import { describe, expect, it } from 'vitest';
import { findUnder } from '../../../src/cli/find-under.ts';
import { createBus } from '../../../src/events/bus.ts';
import { createFlows } from '../../../src/events/flows.ts';
import { createTally } from '../../../src/events/tally.ts';
import type { FlowEvent } from '../../../src/model/event.ts';
import { profiles } from '../../../src/profiles/index.ts';
import type { Against } from '../../../src/reports/against/against.ts';
import { followAgainst } from '../../../src/reports/against/follow-against.ts';
import { rules } from '../../../src/rules/index.ts';
import { aborted, began, judged, probed, violation } from '../../events/made.ts';
import { APPID, type Call, datagram, play, policyUnder, profileOf, request, sessionUnder } from './made.ts';

const rethrow = (fault: unknown): never => {
  throw fault;
};

const following = (was: string, profile: string, app: object = {}, limit?: number) => {
  const bus = createBus(rethrow);
  const flows = createFlows(bus, rethrow);
  const session = sessionUnder(was, app);
  const source = { bus, flows, tally: createTally(rules, flows), session: () => session };
  const followed = followAgainst(source, profile, findUnder(profileOf(profile), new Map()), limit);
  return { bus, source, ...followed };
};

const against = (was: string, profile: string, calls: readonly Call[], app: object = {}): Against => {
  const { bus, against: result } = following(was, profile, app);
  for (const event of calls.flatMap((call) => play(policyUnder(was, app), call))) bus.emit(event);
  return result();
};

const failing = ({ requests }: Against) => requests.map(({ flow, rule, recorded }) => [flow, rule, recorded]);

const stateOf = ({ rules: rows }: Against, rule: string) => rows.find((row) => row.rule === rule);

const socket = (flow: string, url: string): Call =>
  request(flow, url, { kind: 'socket', api: 'connectSocket', sure: 'certain' });

const calls: readonly Call[] = [
  request('plain', 'https://api.shop.test/a'),
  request('port', 'https://api.shop.test:8443/a?token=s3cret'),
  request('patch', 'https://api.shop.test/', { method: 'PATCH' }),
  request('options', 'https://api.shop.test/', { method: 'OPTIONS' }),
  request('written', 'https://api.shop.test/', { url: 'https://api.shop.test:443/' }),
  request('unlisted', 'https://other.shop.test/'),
  request('forbidden', 'https://api.weixin.qq.com/sns'),
  socket('socket', 'wss://ws.shop.test/'),
  socket('socket-port', 'wss://ws.shop.test:8443/'),
  request('lan', 'http://192.168.1.30:828/'),
  datagram('lan-udp'),
];

const amiss = (was: string, profile: string) => failing(against(was, profile, calls));
const both = [
  ['patch', 'method', 'failed'],
  ['unlisted', 'domain-allowlist', 'failed'],
];

describe('the requests that would fail on another platform', () => {
  it('tcsas → wechat: ports in the URL, even 443, and ports of sockets', () => {
    expect(amiss('tcsas', 'wechat')).toEqual([
      ['port', 'port-exact', 'passed'],
      ['patch', 'method', 'failed'],
      ['written', 'port-explicit-443', 'passed'],
      ['unlisted', 'domain-allowlist', 'failed'],
      ['forbidden', 'forbidden-domain', 'failed'],
      ['socket-port', 'port-exact', 'passed'],
    ]);
  });

  it('wechat → tcsas: nothing but what failed in any case', () => {
    expect(amiss('wechat', 'tcsas')).toEqual([...both, ['forbidden', 'domain-allowlist', 'failed']]);
  });

  it('wechat → douyin: UDP to the local network', () => {
    const udp = ['lan-udp', 'udp-destination', 'passed'];
    expect(amiss('wechat', 'douyin').filter(([, , recorded]) => recorded === 'passed')).toEqual([udp]);
  });

  it('douyin → wechat with an old base library: the local network', () => {
    const lan = against('douyin', 'wechat', calls, { baseLibrary: '2.3.9' });
    expect(failing(lan)).toContainEqual(['lan', 'lan-base-library', 'passed']);
    expect(failing(against('douyin', 'wechat', calls)).filter(([flow]) => flow === 'lan')).toEqual([]);
  });

  it('wechat → alipay: methods that it does not have', () => {
    expect(amiss('wechat', 'alipay')).toContainEqual(['options', 'method', 'passed']);
  });

  it('each says what that platform’s client gets, by which line, and hides secrets', () => {
    const [first] = against('tcsas', 'wechat', calls).requests;
    expect(first).toEqual({
      ...{ flow: 'port', at: 1_700_000_000_000, device: '192.168.1.20', appid: APPID, method: 'GET' },
      ...{ url: 'https://api.shop.test:8443/a?token=***', api: 'request', rule: 'port-exact', source: 'S3:32' },
      ...{ errMsg: 'request:fail url not in domain list', errno: 600002, recorded: 'passed' },
      message: 'api.shop.test may be reached at port 443 only, not at 8443.',
      fix: expect.stringContaining('Mini Program Console'),
    });
  });

  it.each(['tcsas', 'tcsas-2024', 'tcsas-game', 'wechat', 'wechat-current', 'qq', 'baidu', 'douyin', 'alipay'])(
    '%s against itself: what failed, and nothing else',
    (name) => {
      expect(failing(against(name, name, calls)).filter(([, , recorded]) => recorded === 'passed')).toEqual([]);
    },
  );
});

describe('what the session tells is what a gate with that platform would have said', () => {
  const gateOf = (profile: string) =>
    calls.flatMap((call) => {
      const end = play(policyUnder(profile), call).at(-1);
      return end?.type === 'flow.refused' ? [[call.flow, end.cause.rule]] : [];
    });

  it.each([...profiles.keys()])('from any platform to %s', (to) => {
    for (const from of profiles.keys()) {
      const told = failing(against(from, to, calls)).map(([flow, rule]) => [flow, rule]);
      expect([from, told]).toEqual([from, gateOf(to)]);
    }
  });
});

describe('the rules of another platform', () => {
  it('a rule whose facts were not recorded is not checkable, never a pass', () => {
    const found = against('wechat', 'tcsas', [request('port', 'https://api.shop.test:8443/a')]);
    expect(stateOf(found, 'referer')).toMatchObject({ state: 'not-checkable', passed: 0, notCheckable: 1 });
    expect(stateOf(found, 'cert-trusted')).toMatchObject({
      ...{ state: 'not-checkable', passed: 0 },
      reason: 'wechat refused the flow (port-exact), and what came after was not recorded',
    });
    expect(stateOf(found, 'port-exact')).toMatchObject({ state: 'not-seen' });
    expect(found).toMatchObject({ verdict: 'pass', flows: 1, requests: [] });
  });

  it('an entry that its console does not take fails, with no traffic at all', () => {
    const found = against('tcsas-2024', 'tcsas', [], {
      domains: { request: ['https://a.test:8443', 'https://b.test'] },
    });
    expect(found).toMatchObject({ verdict: 'pass', flows: 0 });
    const app = { domains: { request: ['https://a.test:8443', 'https://b.test'] } };
    const seen = against('tcsas-2024', 'tcsas', [request('b', 'https://b.test/')], app);
    expect(seen).toMatchObject({
      ...{ verdict: 'fail', requests: [] },
      entries: [{ appid: APPID, list: 'request', rule: 'port-not-configurable', source: 'S0:111' }],
    });
    expect(stateOf(seen, 'port-not-configurable')).toMatchObject({ state: 'fail' });
  });
});

describe('a session that is followed', () => {
  it('counts places by the other platform’s limits', () => {
    const app = { concurrency: { overflow: 'reject' } };
    const { bus, against: result } = following('alipay', 'wechat', app);
    const open = (id: string): readonly FlowEvent[] =>
      play(policyUnder('alipay', app), request(id, 'https://api.shop.test/')).slice(0, -2);
    for (const event of Array.from({ length: 12 }, (_, at) => open(`f${at}`)).flat()) bus.emit(event);
    expect(failing(result())).toEqual([
      ['f10', 'concurrency-request', 'passed'],
      ['f11', 'concurrency-request', 'passed'],
    ]);
    for (let at = 0; at < 12; at += 1) bus.emit(aborted(`f${at}`));
    expect(failing(result())).toHaveLength(2);
    for (const event of open('later')) bus.emit(event);
    expect(failing(result())).toHaveLength(2);
  });

  it('keeps so many requests, and counts the others', () => {
    const { bus, against: result } = following('tcsas', 'wechat', {}, 2);
    for (const id of ['a', 'b', 'c', 'd']) {
      for (const event of play(policyUnder('tcsas'), request(id, 'https://api.shop.test:8443/'))) bus.emit(event);
    }
    expect(result()).toMatchObject({ flows: 4, requestsLost: 2, requests: [{ flow: 'a' }, { flow: 'b' }] });
  });

  it('names the apps whose settings nobody knows; a flow of no app is left out', () => {
    const { bus, against: result, unknown } = following('tcsas', 'wechat');
    for (const appid of ['other', null]) {
      for (const event of [began('x', { appid }), judged('x', 'tunnel', []), aborted('x')]) bus.emit(event);
    }
    expect([unknown(), result().flows]).toEqual([['other'], 0]);
  });
});

describe('the servers that would fail on another platform', () => {
  const looked = (...violations: Parameters<typeof probed>[0]) => {
    const { bus, against: result } = following('tcsas', 'wechat');
    for (const event of play(policyUnder('tcsas'), request('a', 'https://api.shop.test/'))) bus.emit(event);
    bus.emit(probed(violations, { flow: 'a', host: 'api.shop.test', passed: ['cert-name'] }));
    return result();
  };

  it('are those of which a look said so', () => {
    const result = looked(violation('cert-dates'));
    expect(result).toMatchObject({ verdict: 'fail', requests: [] });
    expect(result.servers).toMatchObject([
      { rule: 'cert-dates', server: 'api.shop.test:443', appid: APPID, release: { outcome: 'fails' } },
    ]);
    expect(stateOf(result, 'cert-dates')).toMatchObject({ state: 'fail', failed: 1 });
  });

  it('are none where it only warned, or found nothing', () => {
    const warned = looked(violation('cert-dates', { effect: 'warn', mild: true }));
    expect([warned.verdict, warned.servers.map(({ rule }) => rule)]).toEqual(['pass', ['cert-dates']]);
    expect(looked()).toMatchObject({ verdict: 'pass', servers: [] });
  });
});
