import type { Offered } from '../../src/model/server-facts.ts';

/** An answer that offers TLS 1.3, with what a test is about. */
export const offered = (parts: Partial<Offered>): Offered => ({
  outcome: 'offered',
  cipher: 'TLS_AES_128_GCM_SHA256',
  forwardSecret: true,
  keyExchange: { kind: 'ecdhe', group: 'X25519' },
  chain: [Buffer.from('leaf')],
  staple: null,
  sctList: null,
  asksCertificate: false,
  broke: null,
  ...parts,
});
