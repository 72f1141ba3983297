import { expect, it } from 'vitest';
import { tlsLegacy } from '../../../../src/reports/against/carry/tls-legacy.ts';
import { began, flowOf } from '../../../events/made.ts';
import { groundOf, underOf } from '../made.ts';

const flow = flowOf(began('f'));

it.each([
  ['passes, with one number', 'pass', 'wechat', 'douyin', 'pass'],
  ['passes for TLS 1.1, which is old enough', 'pass', 'tcsas', 'wechat', 'pass'],
  ['passes for TLS 1.2, perhaps by that alone', 'pass', 'wechat', 'tcsas', 'not-checkable'],
  ['passes, and nobody knows for what', 'pass', null, 'tcsas', 'not-checkable'],
  ['says nothing', 'none', 'wechat', 'tcsas', 'none'],
] as const)('%s: %s', (_, answer, was, profile, expected) => {
  const carried = tlsLegacy({ answer }, groundOf(flow, underOf(profile, was, {})));
  expect(typeof carried === 'string' ? carried : 'not-checkable').toBe(expected);
});
