import { expect, it } from 'vitest';
import { refusesLeaf } from '../../src/downstream/refuses-leaf.ts';

it.each([
  [null, true],
  ['ECONNRESET', true],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', true],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', true],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', true],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', false],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', false],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', false],
])('a connection that ends with %s: %s', (code, expected) => {
  expect(refusesLeaf(code === null ? null : Object.assign(new Error(code), { code }))).toBe(expected);
});
