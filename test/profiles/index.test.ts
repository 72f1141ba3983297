import { expect, it } from 'vitest';
import { profiles } from '../../src/profiles/index.ts';

const knobs = [...profiles.values()].flatMap((profile) =>
  Object.entries(profile).flatMap(([knob, held]) =>
    typeof held === 'object' ? [{ profile: profile.name, knob, source: held.source }] : [],
  ),
);

it('has the platforms by name, the default first', () => {
  expect([...profiles.keys()]).toEqual([
    ...['tcsas', 'tcsas-2024', 'tcsas-game', 'wechat', 'wechat-current'],
    ...['qq', 'baidu', 'douyin', 'alipay'],
  ]);
  expect([...profiles].filter(([name, profile]) => name !== profile.name)).toEqual([]);
});

it('cites a line of a document, or published facts, for every knob', () => {
  expect(knobs).toHaveLength(9 * 27);
  expect(knobs.filter(({ source }) => !/^(S[0-4]:[1-9]\d*|public)$/.test(source))).toEqual([]);
});
