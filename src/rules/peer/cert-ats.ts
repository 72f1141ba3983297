import type { CertificateFacts, PeerFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import type { Finding } from '../../model/verdict.ts';
import { clientErrors } from '../client-errors.ts';
import { onPath } from '../on-path.ts';
import type { Answer, Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';

/** Bits that a key must have; other kinds of key have one size. */
const LEAST_BITS: Readonly<Record<string, number>> = { rsa: 2048, 'rsa-pss': 2048, dsa: 2048, ec: 256 };
const STRONG = ['sha256', 'sha384', 'sha512'];
/** Strong, and of no use: phones offer neither (iOS: see source; Android: google/conscrypt#829), so there is no handshake. */
const UNOFFERED: Readonly<Record<string, string>> = { ed25519: 'Ed25519', ed448: 'Ed448' };

const weakness = ({ subject, keyType, keyBits, signatureHash }: CertificateFacts): Finding | null => {
  const [least, key] = [LEAST_BITS[keyType] ?? 0, keyType.toUpperCase()];
  const hash = signatureHash === 'none' ? 'Ed25519 or Ed448' : signatureHash.toUpperCase();
  const unoffered = UNOFFERED[keyType];
  if (unoffered !== undefined) {
    const message = `"${subject}" has a key of ${unoffered}, which phones do not offer to take.`;
    return { message, expected: 'RSA or EC', actual: unoffered };
  }
  if (keyBits < least) {
    const message = `"${subject}" has a key of ${keyBits} bits only.`;
    return { message, expected: `${key}, ${least} bits or more`, actual: `${key}, ${keyBits} bits` };
  }
  if (STRONG.includes(signatureHash)) return null;
  return {
    message: `"${subject}" is signed with ${hash}.`,
    expected: 'RSA or ECDSA with SHA-256 or better',
    actual: hash,
  };
};

/** A root's own signature proves nothing: it is trusted for being there. */
const isRoot = ({ subject, issuer }: CertificateFacts): boolean => subject === issuer;

const peer = (facts: PeerFacts, policy: Policy): Answer => {
  if (!showsCertificate(facts, policy)) return 'n/a';
  const { chain, forwardSecret, cipher, authority } = facts;
  const judged = onPath(facts).used.filter((certificate) => certificate === chain[0] || !isRoot(certificate));
  const [weak] = judged.flatMap((certificate) => weakness(certificate) ?? []);
  if (weak) return weak;
  if (forwardSecret || !policy.profile.ats.value || policy.platform === 'android') return 'pass';
  const message = `${authority.hostname} agreed to ${cipher}, which has no forward secrecy.`;
  return { message, expected: 'a cipher with ECDHE', actual: cipher };
};

/** Weak keys and hashes, and what no phone offers, fail on every platform; forward secrecy is asked for by iOS alone. */
export const certAts: Rule = {
  id: 'cert-ats',
  title: 'Keys, hashes and ciphers meet App Transport Security',
  source: ['S0:151', 'S1:58', 'S2:39', 'S3:75', 'public: developer.apple.com/forums/thread/674462'],
  effect: 'error',
  ...clientErrors.handshake,
  fix: 'Get a certificate with an RSA key of 2048 bits or an EC key of 256 bits, signed with SHA-256, and offer ECDHE ciphers.',
  skippable: true,
  checks: { peer },
};
