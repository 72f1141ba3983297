import { expect, it } from 'vitest';
import type { VersionAnswer } from '../../src/model/server-facts.ts';
import { clientCertificate } from '../../src/probe/client-certificate.ts';
import { offered } from './offered.ts';

const asks = offered({ asksCertificate: true });
const failed = (code: string) => ({ outcome: 'failed', code }) as const;

it.each<[string, VersionAnswer | null, Parameters<typeof clientCertificate>[1], string]>([
  ['no version', null, undefined, 'unknown'],
  ['no certificate seen', offered({ chain: null }), null, 'unknown'],
  ['no request', offered({}), null, 'none'],
  [
    'no request, and a handshake that failed otherwise',
    offered({}),
    failed('ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR'),
    'none',
  ],
  ['a request, and a handshake without', asks, null, 'requested'],
  ['a request, and an alert', asks, failed('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), 'required'],
  ['a request, and a reset', asks, failed('ECONNRESET'), 'required'],
  ['a request, and silence', asks, failed('ETIMEDOUT'), 'unknown'],
  ['a request, and something that OpenSSL does not like', asks, failed('ERR_SSL_DH_KEY_TOO_SMALL'), 'unknown'],
  ['a request, and no handshake', asks, undefined, 'unknown'],
])('%s', (_, shown, failure, wanted) => {
  expect(clientCertificate(shown, failure)).toBe(wanted);
});
