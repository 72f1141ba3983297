const PLAIN: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' };
const LAST_CODE_POINT = 0x10_ff_ff;
const ESCAPE = /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|\r\n|(.))/gis;

/** The text that the inside of a JavaScript or JSON literal stands for; what is no escape stays as it is. */
export const cooked = (raw: string): string => (raw.includes('\\') ? raw.replace(ESCAPE, character) : raw);

const character = (all: string, long?: string, short?: string, byte?: string, one?: string): string => {
  const digits = long ?? short ?? byte;
  // The end of a line goes on in the next one.
  if (digits === undefined) return one === undefined || /[\r\n\u2028\u2029]/.test(one) ? '' : (PLAIN[one] ?? one);
  const point = Number.parseInt(digits, 16);
  return point > LAST_CODE_POINT ? all : String.fromCodePoint(point);
};
