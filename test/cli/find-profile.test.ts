import { expect, it } from 'vitest';
import { findProfile } from '../../src/cli/find-profile.ts';

it('finds a platform by its name', async () => {
  expect((await findProfile('qq')).name).toBe('qq');
});

it.each([
  ['wechta', 'did you mean "wechat"?'],
  ['x', 'there are tcsas, tcsas-2024'],
])('%s is none', async (name, message) => {
  await expect(findProfile(name)).rejects.toThrow(message);
});
