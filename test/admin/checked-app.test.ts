import { expect, it } from 'vitest';
import { checkedApp } from '../../src/admin/checked-app.ts';

const known = { file: '/apps/one.json', isNew: false };

it('gives the policy of a text that can be taken over', async () => {
  const { policy, problems } = await checkedApp(known, '{"appid": "one", "name": "One"} // mine', 'one');
  expect([policy.appid, policy.name, problems]).toEqual(['one', 'One', []]);
});

it.each([
  ['{', 'one', known, 400],
  ['{"appid": "one", "nmae": 1}', 'one', known, 422],
  ['{"appid": "two"}', 'one', known, 422],
  ['{"appid": "two"}', 'one', { ...known, isNew: true }, 404],
])('refuses %s as the file of %s', async (text, appid, place, statusCode) => {
  await expect(checkedApp(place, text, appid)).rejects.toMatchObject({ statusCode });
});
