import { expect, it } from 'vitest';
import type { FlowEvent } from '../../../../src/model/event.ts';
import { timeout } from '../../../../src/reports/against/carry/timeout.ts';
import { began, completed, flowOf, judged, violation } from '../../../events/made.ts';
import { groundOf, underOf } from '../made.ts';

const cut = { answer: 'violation', violation: violation('timeout') } as const;
const pass = { answer: 'pass' } as const;
const none = { answer: 'none' } as const;
const seconds = (count: number): FlowEvent => ({ ...completed('f'), durationMs: count * 1000 });
const waited = (count: number): FlowEvent => ({ v: 1, type: 'flow.waited', at: 1, flow: 'f', waitedMs: count * 1000 });
const tenSeconds = { networkTimeout: { request: 10_000 } };

const cases = [
  ['over in time', pass, [seconds(12)], 'alipay', {}, 'pass'],
  ['over the other’s maximum', pass, [seconds(35)], 'alipay', {}, 'fails'],
  ['over the maximum, and left before it was over', none, [seconds(35)], 'alipay', {}, 'fails'],
  ['left in time', none, [seconds(12)], 'alipay', {}, 'none'],
  ['in line for so long, where there is a line', pass, [waited(10), seconds(35)], 'alipay', {}, 'not-checkable'],
  ['over the file’s time, which a call may beat', pass, [seconds(12)], 'tcsas', tenSeconds, 'not-checkable'],
  ['over the file’s time, which no call beats', pass, [seconds(12)], 'douyin', tenSeconds, 'fails'],
  ['cut at the same time', cut, [seconds(60)], 'douyin', {}, 'fails'],
  ['cut earlier than there', cut, [seconds(12)], 'douyin', {}, 'not-checkable'],
  ['still open', pass, [], 'alipay', {}, 'none'],
] as const;

it.each(cases)('%s', (_, said, events, profile, app, expected) => {
  const carried = timeout(said, groundOf(flowOf(began('f'), ...events), underOf(profile, 'wechat', app)));
  const word = typeof carried === 'string' ? carried : 'notCheckable' in carried ? 'not-checkable' : 'fails';
  expect(word).toBe(expected);
});

it('says how long it took, and how long it may', () => {
  const carried = timeout(pass, groundOf(flowOf(began('f'), seconds(35)), underOf('alipay', 'wechat')));
  expect(carried).toMatchObject({ rule: 'timeout', actual: '35000 ms', expected: '30000 ms at most', errno: 5 });
});

it('of a socket the handshake counts, not how long it stayed open', () => {
  const socket = began('f', { kind: 'socket', url: 'wss://ws.shop.test/', api: 'connectSocket', sure: 'certain' });
  const flow = flowOf(socket, judged('f', 'clock', ['timeout']), seconds(3600));
  expect(timeout(pass, groundOf(flow, underOf('alipay', 'wechat')))).toBe('pass');
});

it('what would wait in line is not known to be in time', () => {
  const flow = flowOf(began('f'), seconds(1));
  expect(timeout(pass, groundOf(flow, underOf('douyin', 'wechat'), true))).toHaveProperty('notCheckable');
});

it('of a tunnel nobody knows what it carried', () => {
  const flow = flowOf(began('f', { kind: 'tunnel', url: 'h.test:443', sure: 'unknown' }), seconds(90));
  expect(timeout(none, groundOf(flow, underOf('alipay', 'wechat')))).toBe('none');
});
