import type { Link } from './link.ts';

/** Whether the signature is of the issuer's key. A key that node:crypto cannot use has signed nothing. */
export const isSignedBy = ({ x509 }: Link, issuer: Link): boolean => {
  try {
    return x509.verify(issuer.x509.publicKey);
  } catch {
    return false;
  }
};
