import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

it.each([
  [[], 'name what to do: list, show or diff'],
  [['show'], 'Not enough non-option arguments'],
  [['show', 'wechta'], 'did you mean "wechat"?'],
  [['diff', 'wechat', 'nothing-like-it'], '"nothing-like-it" is no profile'],
])('%j is wrong usage', async (args, message) => {
  const { code, stdout, stderr } = await runCli(['profiles', ...args]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr).toContain('see mpgate profiles --help');
});
