import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../src/events/flows.ts';
import { type LiveStage, verdictUnder } from '../../../src/reports/against/verdict-under.ts';
import { began, completed, flowOf, judged, refused, violation } from '../../events/made.ts';
import { flowUnder, groundOf, policyUnder, request, underOf } from './made.ts';

const at = (stage: LiveStage, flow: Flow, profile: string, app: object = {}) =>
  verdictUnder(stage, groundOf(flow, underOf(profile, 'tcsas', app)), null);

const call = request('f', 'https://api.shop.test:8443/');
const flow = flowUnder(policyUnder('tcsas'), call);

describe('a stage under another platform', () => {
  it('is asked again with what the session has', () => {
    expect(at('tunnel', flow, 'wechat')).toMatchObject({
      ...{ outcome: 'block', cause: { rule: 'port-exact', source: 'S3:32', profile: 'wechat' } },
    });
    expect(at('tunnel', flow, 'tcsas-game')?.outcome).toBe('pass');
  });

  it('a rule of which the session has no facts keeps its answer', () => {
    const fronted = flowOf(began('f'), judged('f', 'tunnel', ['host-matches-tunnel', 'domain-allowlist']));
    expect(at('tunnel', fronted, 'wechat')?.passed).toContain('host-matches-tunnel');
    expect(at('tunnel', flow, 'wechat')?.passed).not.toContain('host-matches-tunnel');
  });

  it('a stage that was not reached is known as far as its facts are, and not checkable beyond', () => {
    const early = flowOf(began('f', call), judged('f', 'tunnel', []), refused('f', violation('port-exact')));
    const verdict = at('request', early, 'tcsas');
    expect(verdict?.passed).toEqual(['domain-per-api', 'method']);
    expect(verdict?.unchecked).toContainEqual({
      rule: 'referer',
      reason: 'tcsas refused the flow (port-exact), and what came after was not recorded',
    });
    expect(at('peer', early, 'tcsas')).toBeNull();
  });

  it('does not ask a rule that is off', () => {
    expect(at('tunnel', flow, 'wechat', { rules: { 'port-exact': 'off' } })?.outcome).toBe('pass');
    const cut = flowOf(began('f'), judged('f', 'response', [], [violation('bom')]), completed('f'));
    expect(at('response', cut, 'wechat', { rules: { bom: 'off' } })).toMatchObject({ outcome: 'pass', violations: [] });
    expect(at('response', cut, 'wechat')).toMatchObject({ outcome: 'block', cause: { rule: 'bom' } });
  });

  it('its first error in the order of the table is the cause', () => {
    const two = flowOf(began('f'), judged('f', 'peer', [], [violation('cert-trusted'), violation('tls-version')]));
    expect(at('peer', two, 'wechat')).toMatchObject({ cause: { rule: 'tls-version' } });
  });

  it('what was found at a tunnel that is not read stands', () => {
    const tunnel = began('f', { kind: 'tunnel', url: 'api.shop.test:443', sure: 'unknown' });
    const hidden = flowOf(tunnel, judged('f', 'admit', [], [violation('background-blocked')]));
    expect(at('admit', hidden, 'wechat')).toMatchObject({ cause: { rule: 'background-blocked' } });
  });

  it('time passes for a flow that nobody asked about it', () => {
    const left = flowOf(began('f'), judged('f', 'tunnel', []), { ...completed('f'), durationMs: 31_000 });
    expect(at('clock', left, 'alipay')).toMatchObject({ cause: { rule: 'timeout' } });
    expect(at('clock', flowOf(began('f')), 'alipay')).toBeNull();
  });
});
