import { expect, it } from 'vitest';
import type { VersionAnswer } from '../../src/model/server-facts.ts';
import { compareNames } from '../../src/probe/compare-names.ts';
import { offered } from './offered.ts';

const other = offered({ chain: [Buffer.from('other')] });
const alert = { outcome: 'refused', by: 'alert', alert: 'unrecognized_name' } as const;

it.each<[string, VersionAnswer | null, VersionAnswer | null, string]>([
  ['the same leaf', offered({}), offered({ keyExchange: null }), 'same'],
  ['another leaf', offered({}), other, 'other-certificate'],
  ['an alert', offered({}), alert, 'refused'],
  ['an alert behind the hello', offered({}), offered({ chain: null, broke: alert }), 'refused'],
  ['a close', offered({}), { outcome: 'refused', by: 'closed' }, 'refused'],
  ['silence', offered({}), { outcome: 'silent' }, 'unknown'],
  ['no certificate', offered({}), offered({ chain: null }), 'unknown'],
  ['nothing to compare with', offered({ chain: [] }), other, 'unknown'],
  ['no version', null, null, 'unknown'],
])('%s', (_, named, nameless, wanted) => {
  expect(compareNames(named, nameless)).toBe(wanted);
});
