import { describe, expect, it } from 'vitest';
import { rejudge } from '../../../src/reports/against/rejudge.ts';
import { began, completed, flowOf, judged, violation } from '../../events/made.ts';
import { flowUnder, policyUnder, request, underOf } from './made.ts';

const call = request('f', 'https://api.shop.test:8443/');

describe('a flow under another platform', () => {
  it('ends at the first stage that blocks it', () => {
    const again = rejudge(flowUnder(policyUnder('tcsas'), call), underOf('wechat', 'tcsas'), null);
    expect(again).toMatchObject({
      cause: { rule: 'port-exact' },
      end: { type: 'flow.refused', how: 'cut', durationMs: 12 },
    });
    expect(again.judged.map(({ stage }) => stage)).toEqual(['tunnel']);
  });

  it('goes on where the session refused it, to where nothing was recorded', () => {
    const again = rejudge(flowUnder(policyUnder('wechat'), call), underOf('tcsas', 'wechat'), null);
    expect(again.cause).toBeNull();
    expect(again.end).toMatchObject({
      ...{ type: 'flow.completed', status: 0 },
      spliced: 'wechat refused the flow (port-exact), and what came after was not recorded',
    });
  });

  it('ends as it did where both are content', () => {
    const flow = flowUnder(policyUnder('tcsas'), request('f', 'https://api.shop.test/'));
    expect(rejudge(flow, underOf('wechat', 'tcsas'), null)).toMatchObject({ cause: null, end: flow.end });
  });

  it('what is found in an answer fails the request, and blocks nothing', () => {
    const flow = flowOf(
      ...[began('f', request('f', 'https://api.shop.test/')), judged('f', 'tunnel', ['domain-allowlist'])],
      ...[judged('f', 'response', [], [violation('bom')]), judged('f', 'clock', ['timeout']), completed('f')],
    );
    const again = rejudge(flow, underOf('wechat', 'tcsas'), null);
    expect(again).toMatchObject({
      cause: { rule: 'bom', source: 'S3:55' },
      end: { type: 'flow.completed', status: 200 },
    });
    expect(again.judged.map(({ stage }) => stage)).toContain('clock');
  });

  it('that the rules were not asked of stays as it is', () => {
    const flow = flowOf(began('f', { kind: 'tunnel' }), completed('f', 0, 'bypassed'));
    expect(rejudge(flow, underOf('wechat', 'tcsas'), null)).toEqual({ judged: [], end: flow.end, cause: null });
  });

  it('is refused for want of a place', () => {
    const flow = flowUnder(policyUnder('wechat'), request('f', 'https://api.shop.test/'));
    const under = underOf('wechat', 'wechat', { concurrency: { overflow: 'reject' } });
    const facts = { kind: 'request', running: 10, waiting: 0, room: true, foreground: true } as const;
    expect(rejudge(flow, under, { facts, waits: true })).toMatchObject({
      cause: { rule: 'concurrency-request', errno: 600007 },
    });
  });
});
