import { createHash } from 'node:crypto';

/** A strong entity tag (RFC 9110, 8.8.3): the same for the same text alone. */
export const entityTag = (text: string): string => `"${createHash('sha256').update(text).digest('base64url')}"`;
