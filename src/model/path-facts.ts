/** What is known of the way from a server's certificate to a root, built of the certificates that it sent and of nothing else. */

/** How the chain *as sent* leads, or does not lead, to a trusted root; dates aside, which have a rule of their own. */
export type Trust = 'trusted' | 'self-signed' | 'incomplete' | 'unknown-root' | 'broken';

/** What can be wrong with one certificate of a path. */
export type LinkFaultKind =
  | 'bad-signature'
  | 'malformed'
  | 'critical-extension'
  | 'not-a-ca'
  | 'key-usage'
  | 'path-length'
  | 'name-constraints'
  | 'purpose'
  | 'expired'
  | 'not-yet-valid';

export interface LinkFault {
  readonly kind: LinkFaultKind;
  /** Of the certificate that is at fault. */
  readonly subject: string;
  /** Its place in the path, the server's own being 0. */
  readonly link: number;
  /** What in it: a name, an object identifier, a number; empty where there is nothing to add. */
  readonly detail: string;
}

/** Why a path is none, or none that holds. */
export type PathFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'self-signed' }
  | {
      readonly kind: 'incomplete';
      /** Subject of the certificate that was not sent. */
      readonly missing: string;
      /** Where the certificate below says that it is to be had (AIA, caIssuers). */
      readonly urls: readonly string[];
    }
  | {
      readonly kind: 'unknown-root';
      /** Subject of the root that no store has. */
      readonly root: string;
    }
  | LinkFault;

/** One certificate of a path. */
export interface PathLink {
  readonly subject: string;
  /** Place in the chain as sent, from 0; null: not sent, the root store has it. */
  readonly place: number | null;
  /** SHA-256 of the certificate, hex in lower case. */
  readonly fingerprint: string;
  /** Epoch milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** A decision of a root programme against the CA that a path leads to, which holds for its certificate. */
export interface Distrust {
  readonly ca: string;
  /** Whose decision it is. */
  readonly by: string;
  /** Phones that cannot reach such a server for it; empty: none, only browsers elsewhere. */
  readonly refusedOn: readonly ('ios' | 'android')[];
  /** The last day, UTC, whose certificates are still taken; null: none are. */
  readonly takenUntil: string | null;
  /** Where it is to be read. */
  readonly source: string;
}

/** The best path that there is. */
export interface PathFacts {
  readonly trust: Trust;
  /** From the server's own certificate to the root, or as far as the certificates lead. */
  readonly links: readonly PathLink[];
  /** Where it leads to no root first, then by certificate from below; empty: the path holds. */
  readonly faults: readonly PathFault[];
  /** `wrong`: a certificate of the path was sent after one that it signed not. */
  readonly order: 'right' | 'wrong';
  /** Subjects of certificates that were sent and have no part in any way up. */
  readonly strangers: readonly string[];
  /** Subjects of certificates that were sent more than once. */
  readonly duplicates: readonly string[];
  /** Whether the root was sent too, which nobody needs. */
  readonly rootSent: boolean;
  readonly distrust: readonly Distrust[];
}
