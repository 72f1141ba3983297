import { expect, it } from 'vitest';
import { refusesLeaf } from '../../src/downstream/refuses-leaf.ts';

it.each([
  [null, 'close'],
  ['ECONNRESET', 'close'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'alert'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'alert'],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', 'alert'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', null],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', null],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', null],
])('a connection that ends with %s: %s', (code, expected) => {
  expect(refusesLeaf(code === null ? null : Object.assign(new Error(code), { code }))).toBe(expected);
});
