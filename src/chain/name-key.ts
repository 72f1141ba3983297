/**
 * A name of node:crypto as text that two names share if they are the same to RFC 5280, 7.1: in lower case, with single
 * spaces, and none at the ends, where Node escapes them. Node has made it UTF-8, from whatever kind of string it was.
 */
export const nameKey = (name: string | undefined): string =>
  (name ?? '')
    .toLowerCase()
    .replace(/[^\S\n]+/g, ' ')
    .replace(/(?<==)\\? |\\? $/gm, '');
