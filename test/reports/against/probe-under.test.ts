import { expect, it } from 'vitest';
import { probeUnder } from '../../../src/reports/against/probe-under.ts';
import { probed, violation } from '../../events/made.ts';
import { like, underOf } from './made.ts';

it('carries what a look said of each rule to the other platform, and says nothing of the rules that it did not answer', () => {
  const look = probed([violation('cert-dates'), violation('tls-legacy', { effect: 'warn' })], {
    passed: ['cert-ats', 'cert-name'],
    unchecked: [{ rule: 'ca-distrust', reason: 'no CA was shown' }],
  });
  const again = probeUnder(look, underOf('wechat', 'tcsas'));
  expect(again).toMatchObject({ type: 'server.probed', profile: 'wechat', host: look.host, address: look.address });
  expect(again.violations.map(({ rule, profile }) => [rule, profile])).toEqual([
    ['tls-legacy', 'wechat'],
    ['cert-dates', 'wechat'],
  ]);
  expect(again.passed).toEqual(['cert-name', 'cert-ats']);
  expect(again.unchecked).toEqual(look.unchecked);
});

it('what the look has no facts for is not checkable', () => {
  const look = probed([], { passed: ['cert-ats', 'tls-legacy'] });
  const was = like('tcsas', {
    ats: { value: false, source: 'public' },
    legacyTls: { value: 'TLSv1.2', source: 'public' },
  });
  expect(probeUnder(look, underOf('tcsas', was))).toMatchObject({
    passed: [],
    unchecked: [
      { rule: 'cert-ats', reason: 'the session does not have the cipher that was agreed on' },
      { rule: 'tls-legacy', reason: 'the session does not have which old versions of TLS the server speaks' },
    ],
  });
});
