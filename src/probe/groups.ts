/** Curves, by their number in IANA's registry "TLS Supported Groups", under the names that people use. */
const NAMES: Readonly<Record<number, string>> = {
  19: 'P-192',
  21: 'P-224',
  22: 'secp256k1',
  23: 'P-256',
  24: 'P-384',
  25: 'P-521',
  26: 'brainpoolP256r1',
  27: 'brainpoolP384r1',
  28: 'brainpoolP512r1',
  29: 'X25519',
  30: 'X448',
  256: 'ffdhe2048',
  257: 'ffdhe3072',
  258: 'ffdhe4096',
  4588: 'X25519MLKEM768',
};

export const groupName = (id: number): string => NAMES[id] ?? `group ${id}`;

/** What hellos of TLS 1.0 to 1.2 offer. No finite field: with one, a server would not show the prime that it uses else. */
export const LEGACY_GROUPS: readonly number[] = [29, 23, 24, 25, 30, 28, 27, 26, 22, 21, 19];
