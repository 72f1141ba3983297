/** As nearly every text is: nothing to look for, and cheap to see. */
const harmless = /^[ -~]*$/;

const hex = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * A client's text on one line of a terminal: control, format, line-break and lone surrogate characters are written as
 * `\u001b`, so that no client can forge a line, move the cursor or reverse the reading direction. Within JSON text the
 * result means the same as before.
 */
export const printable = (text: string): string =>
  harmless.test(text)
    ? text
    : text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (found) => found.split('').map(hex).join(''));
