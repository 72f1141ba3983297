import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { keepDefault } from '../../src/main/keep-default.ts';
import { ECHO_APP, echoApp, echoFolder } from '../support/started.ts';

const OTHER = 'wxfedcba9876543210';
const SHOP = 'wxaaaaaaaaaaaaaaaa';

/** Settings with these apps. */
const loaded = async (appids: readonly string[], defaultApp: string | null) => {
  const more = appids.map((appid): [string, object] => [`config/apps/${appid}.json`, { ...echoApp, appid }]);
  const apps = appids.map((appid) => `apps/${appid}.json`);
  const cwd = await echoFolder({ apps, defaultApp }, Object.fromEntries(more));
  return loadConfig({ file: join(cwd, 'config', 'mpgate.json'), env: {} });
};

it.each([
  ['an app joins the only one', [ECHO_APP], null, [ECHO_APP, OTHER], null, ECHO_APP],
  ['a third one joins', [ECHO_APP, OTHER], OTHER, [ECHO_APP, OTHER, SHOP], null, OTHER],
  ['another is named', [ECHO_APP], null, [ECHO_APP, OTHER], OTHER, OTHER],
  ['the only one gives way to another', [ECHO_APP], null, [OTHER], null, OTHER],
  ['the only one gives way to several', [ECHO_APP], null, [OTHER, SHOP], null, null],
  ['there was no default', [ECHO_APP, OTHER], null, [ECHO_APP, OTHER, SHOP], null, null],
])('%s', async (_, before, namedBefore, after, named, expected) => {
  const read = await loaded(after, named);
  const kept = keepDefault(await loaded(before, namedBefore), read);
  expect(kept).toEqual({ ...read, gate: { ...read.gate, defaultApp: expected } });
});
