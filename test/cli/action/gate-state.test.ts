import { expect, it } from 'vitest';
import { readState, stateEntries } from '../../../src/cli/action/gate-state.ts';

it('comes back as it was told', () => {
  const before = { HTTPS_PROXY: 'http://a.test:1', NO_PROXY: '' };
  const state = { pid: 7, admin: 'http://127.0.0.1:1', token: 't', ca: '/ca.pem', session: '/s', log: '/l', before };
  const kept = Object.entries(stateEntries(state)).map(([name, value]) => [`STATE_${name}`, value]);
  expect(readState(Object.fromEntries(kept))).toEqual(state);
});

it('null: no gate was opened', () => {
  expect([readState({}), readState({ STATE_pid: '' })]).toEqual([null, null]);
});
