import type { SecureVersion } from 'node:tls';
import { CLIENTS, each, type Row, type Rows, rsaMiddle, shows } from './row.ts';

const from = (minVersion: SecureVersion, maxVersion = minVersion) => shows({}, { minVersion, maxVersion });
const NEW = 'The phones of before Android 10 have no TLS 1.3; the programs of this machine have.';
const FORWARD = 'Of phones iOS alone asks for forward secrecy, and of programs Java.';
const tooOld: Pick<Row, 'fails'> = { fails: 'tls-version' };
const reachesAll = { fails: '', eras: [] } as const;

/** Versions of TLS, alone and in ranges, and ciphers. */
export const versions: Rows = {
  'TLS 1.0 alone': { serve: () => from('TLSv1'), ...tooOld, eras: [] },
  'TLS 1.1 alone': { serve: () => from('TLSv1.1'), ...tooOld },
  'TLS 1.0 and 1.1': { serve: () => from('TLSv1', 'TLSv1.1'), ...tooOld, eras: [] },
  'TLS 1.0 to 1.2': { serve: () => from('TLSv1', 'TLSv1.2'), ...reachesAll },
  'TLS 1.0 to 1.3': { serve: () => from('TLSv1', 'TLSv1.3'), ...reachesAll },
  'TLS 1.1 and 1.2': { serve: () => from('TLSv1.1', 'TLSv1.2'), fails: '' },
  'TLS 1.1 to 1.3': { serve: () => from('TLSv1.1', 'TLSv1.3'), fails: '' },
  'TLS 1.2 alone': { serve: () => from('TLSv1.2'), fails: '' },
  'TLS 1.2 and 1.3': { serve: () => from('TLSv1.2', 'TLSv1.3'), fails: '' },
  'TLS 1.3 alone': {
    serve: () => from('TLSv1.3'),
    fails: ['', '', 'tls-legacy'],
    eras: ['up to 4.4: tls-legacy', '5 to 7.1.0: tls-legacy', '7.1.1 to 9: tls-legacy'],
    differs: each(CLIENTS, NEW),
  },
  'RSA for the exchange of keys': {
    serve: () => shows({ key: 'rsa2048' }, { ciphers: 'AES128-GCM-SHA256', maxVersion: 'TLSv1.2' }, rsaMiddle),
    fails: ['cert-ats', '', 'cert-ats'],
    differs: each(['openssl', 'curl', 'node'], FORWARD),
  },
  'RSA for the exchange of keys, with TLS 1.0 too': {
    serve: () =>
      shows(
        { key: 'rsa2048' },
        { ciphers: 'AES128-SHA@SECLEVEL=0', minVersion: 'TLSv1', maxVersion: 'TLSv1.2' },
        rsaMiddle,
      ),
    fails: ['cert-ats', '', 'cert-ats'],
    eras: [],
    differs: each(['openssl', 'curl', 'node'], FORWARD),
  },
  'DH for the exchange of keys': {
    serve: () =>
      shows(
        { key: 'rsa2048' },
        { ciphers: 'DHE-RSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2', dhparam: 'auto' },
        rsaMiddle,
      ),
    fails: '',
  },
};
