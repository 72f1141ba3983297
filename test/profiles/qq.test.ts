import { expect, it } from 'vitest';
import { qq } from '../../src/profiles/qq.ts';
import { tcsas2024 } from '../../src/profiles/tcsas-2024.ts';

it('has the ports of the TCSAS page of 2024, 20 domains a list, and forbids its own server API', () => {
  for (const knob of ['portInDomain', 'portInUrl', 'wssPorts'] as const) {
    expect(qq[knob].value).toBe(tcsas2024[knob].value);
  }
  expect([qq.domainsPerList.value, qq.forbiddenDomains.value]).toEqual([20, ['api.q.qq.com']]);
});
