import { expect, it } from 'vitest';
import { rejudge } from '../../../src/reports/against/rejudge.ts';
import { createShadow } from '../../../src/reports/against/shadow.ts';
import { began, flowOf, judged } from '../../events/made.ts';
import { flowUnder, policyUnder, request, underOf } from './made.ts';

const under = underOf('wechat', 'tcsas');

it('counts what would have happened as a session of its own', () => {
  const shadow = createShadow();
  for (const url of ['https://api.shop.test:8443/', 'https://api.shop.test/']) {
    const flow = flowUnder(policyUnder('tcsas'), request(url, url));
    shadow.tell(flow, under, rejudge(flow, under, null));
  }
  const { flows, rules } = shadow.tally.report();
  expect(flows).toMatchObject({ seen: 2, refused: 1, completed: 1 });
  expect(rules.find(({ rule }) => rule === 'port-exact')).toMatchObject({ state: 'fail', failed: 1, passed: 1 });
});

it('a flow that is open counts once, however often it is told', () => {
  const shadow = createShadow();
  const flow = flowOf(began('f'), judged('f', 'tunnel', []));
  for (let told = 0; told < 3; told += 1) shadow.tell(flow, under, rejudge(flow, under, null));
  expect(shadow.tally.report().flows).toMatchObject({ seen: 1, open: 1, lost: 0 });
});
