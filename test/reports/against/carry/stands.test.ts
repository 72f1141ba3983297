import { expect, it } from 'vitest';
import { stands } from '../../../../src/reports/against/carry/stands.ts';
import { began, flowOf, violation } from '../../../events/made.ts';
import { groundOf, underOf } from '../made.ts';

const ground = groundOf(flowOf(began('f')), underOf('douyin', 'wechat'));

it.each([
  [{ answer: 'pass' }, 'pass'],
  [{ answer: 'none' }, 'none'],
  [{ answer: 'unchecked', unchecked: { rule: 'bom', reason: 'gzip' } }, { notCheckable: 'gzip' }],
] as const)('%j: %j', (said, expected) => {
  expect(stands(said, ground)).toEqual(expected);
});

it('a violation is one of the other platform’s', () => {
  expect(stands({ answer: 'violation', violation: violation('bom') }, ground)).toMatchObject({ profile: 'douyin' });
});
