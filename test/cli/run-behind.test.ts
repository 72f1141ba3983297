import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runBehind } from '../../src/cli/run-behind.ts';
import { openWorld } from '../support/world.ts';

it.each([
  ['its own', 'exit 7', 7],
  ['128 and the signal that ended it', 'kill -9 $$', 137],
])('the code of a command is %s', async (_, script, code) => {
  const { gateway } = await openWorld();
  expect(await runBehind(gateway, null, ['sh', '-c', script], false)).toBe(code);
});

it('what is no program has a code of its own', async () => {
  const { gateway } = await openWorld();
  expect(await runBehind(gateway, null, [join('no', 'such', 'program')], false)).toBe(127);
  expect(await runBehind(gateway, null, ['/etc/passwd'], false)).toBe(126);
});

it('the command has the gate in its environment, with a name of its own where it needs one', async () => {
  const { gateway, port } = await openWorld();
  const user = { name: 'exec', password: 'pw' };
  const looks = (proxy: string) => `test "$HTTPS_PROXY" = "${proxy}" && grep -q CERTIFICATE "$SSL_CERT_FILE"`;
  expect(await runBehind(gateway, null, ['sh', '-c', looks(`http://127.0.0.1:${port}`)], false)).toBe(0);
  expect(await runBehind(gateway, user, ['sh', '-c', looks(`http://exec:pw@127.0.0.1:${port}`)], false)).toBe(0);
});
