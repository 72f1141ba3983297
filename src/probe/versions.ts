import type { TlsVersion } from '../model/server-facts.ts';

/** The number of each version in its hellos. */
export const VERSION_NUMBERS = {
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
} as const satisfies Readonly<Record<TlsVersion, number>>;

/** From the oldest. */
export const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const satisfies readonly TlsVersion[];

/** The version's name; `SSLv3`; any other number in hex. */
export const versionName = (number: number): string =>
  VERSIONS.find((version) => VERSION_NUMBERS[version] === number) ??
  (number === 0x0300 ? 'SSLv3' : `0x${number.toString(16).padStart(4, '0')}`);
