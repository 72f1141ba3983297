import { expect, it } from 'vitest';
import { pinSpki } from '../../../../src/reports/against/carry/pin-spki.ts';
import { began, flowOf, violation } from '../../../events/made.ts';
import { groundOf, underOf } from '../made.ts';

const flow = flowOf(began('f', { host: 'api.shop.test' }));
const certs = { certs: { 'api.shop.test': [`sha256/${'A'.repeat(43)}=`] } };
const unknown = { notCheckable: 'the session does not have the public key of the server' };

it.each([
  ['a platform without pins', { answer: 'pass' }, 'tcsas', 'wechat', certs, 'none'],
  ['a pinned host that nobody looked at', { answer: 'none' }, 'wechat', 'tcsas', certs, unknown],
  ['a host without pins', { answer: 'none' }, 'wechat', 'tcsas', {}, 'none'],
  ['both look at pins', { answer: 'pass' }, 'tcsas', 'tcsas-game', certs, 'pass'],
] as const)('%s', (_, said, was, profile, app, expected) => {
  expect(pinSpki(said, groundOf(flow, underOf(profile, was, app)))).toEqual(expected);
});

it('a pin that does not match fails there too', () => {
  const said = { answer: 'violation', violation: violation('pin-spki') } as const;
  expect(pinSpki(said, groundOf(flow, underOf('tcsas-game', 'tcsas', certs)))).toMatchObject({ rule: 'pin-spki' });
});
