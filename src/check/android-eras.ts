import type { TlsVersion } from '../model/server-facts.ts';

/** Versions of Android that a server finds alike. */
export interface AndroidEra {
  /** Its first and its last version; null: there is none before, or none after. */
  readonly first: string | null;
  readonly last: string | null;
  /** Spoken by default; the oldest first. */
  readonly tls: readonly [TlsVersion, ...TlsVersion[]];
  /** Roots of much used CAs that came later: how their subjects end. */
  readonly lacks: readonly string[];
}

const ISRG_X1 = 'O=Internet Security Research Group, CN=ISRG Root X1';
const ISRG_X2 = 'O=Internet Security Research Group, CN=ISRG Root X2';

/**
 * The oldest first. TLS: "Default configuration for different Android versions" in
 * https://developer.android.com/reference/javax/net/ssl/SSLSocket (1.1 and 1.2 from Android 5, 1.3 from Android 10).
 * Roots: https://letsencrypt.org/docs/certificate-compatibility/ (X1 from 7.1.1, X2 from 14). S0:152 names such phones.
 */
export const ANDROID_ERAS: readonly AndroidEra[] = [
  { first: null, last: '4.4', tls: ['TLSv1'], lacks: [ISRG_X1, ISRG_X2] },
  { first: '5', last: '7.1.0', tls: ['TLSv1', 'TLSv1.1', 'TLSv1.2'], lacks: [ISRG_X1, ISRG_X2] },
  { first: '7.1.1', last: '9', tls: ['TLSv1', 'TLSv1.1', 'TLSv1.2'], lacks: [ISRG_X2] },
  { first: '10', last: '13', tls: ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'], lacks: [ISRG_X2] },
  { first: '14', last: null, tls: ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'], lacks: [] },
];

/** `up to 4.4`, `5 to 7.1.0`, `14 and later`; of several eras in a row: the first of the first, the last of the last. */
export const versionsText = ({ first, last }: Pick<AndroidEra, 'first' | 'last'>): string => {
  if (first === null) return last === null ? 'every version' : `up to ${last}`;
  return last === null ? `${first} and later` : `${first} to ${last}`;
};
