import { expect, it } from 'vitest';
import type { LinkFaultKind, PathFault } from '../../src/model/path-facts.ts';
import { brokenLink } from '../../src/rules/broken-link.ts';

const fault = (kind: LinkFaultKind, link = 1, detail = ''): PathFault => ({ kind, subject: 'CN=Middle', link, detail });

it.each([
  ['no fault', [], ''],
  ['a date only, which has a rule of its own', [fault('expired'), fault('not-yet-valid')], ''],
  ['no certificate’s', [{ kind: 'self-signed' }], ''],
  ['a signature', [fault('bad-signature', 0)], 'the signature of its certificate is not one of the key above it'],
  ['an extension', [fault('malformed', 1, '2.5.29.30')], '"CN=Middle" cannot be read (2.5.29.30)'],
  [
    'two',
    [fault('not-a-ca'), fault('name-constraints', 2, 'a.test')],
    '"CN=Middle" signs others and is no CA; "CN=Middle" may not sign for a.test',
  ],
  [
    'the other ones',
    [
      fault('critical-extension', 0, '1.2'),
      fault('key-usage'),
      fault('path-length', 1, '0 allowed, 1 below'),
      fault('purpose'),
    ],
    'its certificate has an extension that must be understood and is unknown (1.2); ' +
      'the key usage of "CN=Middle" does not allow what it is used for; ' +
      '"CN=Middle" has more CAs below it than it allows (0 allowed, 1 below); ' +
      'the extended key usage of "CN=Middle" is not that of a TLS server',
  ],
] as const)('%s', (_, faults, words) => {
  expect(brokenLink(faults)).toBe(words);
});
