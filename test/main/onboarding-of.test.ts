import { expect, it } from 'vitest';
import { ask } from '../support/client.ts';
import { openWorld } from '../support/world.ts';

const pageOf = async (gate: object, path: string): Promise<string> =>
  (await ask(await openWorld({ gate }), `http://mpgate.test${path}`)).body;

it('the proxy script goes past the gate where the settings say so', async () => {
  expect(await pageOf({ bypass: ['passed.test'] }, '/proxy.pac')).toContain('passed.test');
  expect(await pageOf({ bypass: [] }, '/proxy.pac')).not.toContain('passed.test');
});
