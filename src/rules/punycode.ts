/** RFC 3492, 5: the parameters that IDNA uses. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_POINT = 128;
const LAST_POINT = 0x10ffff;

const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * The text behind a label's `xn--`, decoded (RFC 3492, 6.2); null: no punycode. Lower-case. Node's URL parser did this
 * check until version 20 and leaves it out in version 24, so that a host would be one on some machines only.
 */
export const decodePunycode = (text: string): string | null => {
  const hyphen = text.lastIndexOf('-');
  const points = [...text.slice(0, Math.max(0, hyphen))].map((letter) => letter.codePointAt(0) ?? 0);
  const state = { point: FIRST_POINT, index: 0, bias: FIRST_BIAS };
  for (let at = hyphen + 1; at < text.length; ) {
    const number = readNumber(text, at, state.bias);
    if (!number) return null;
    const length = points.length + 1;
    const reached = state.index + number.value;
    state.point += Math.floor(reached / length);
    if (state.point > LAST_POINT) return null;
    state.bias = adapt(number.value, length, state.index === 0 && points.length === Math.max(0, hyphen));
    state.index = reached % length;
    points.splice(state.index, 0, state.point);
    state.index += 1;
    at = number.end;
  }
  return points.length === 0 ? null : String.fromCodePoint(...points);
};

/** A number of variable length; null: it has no end, or is none. */
const readNumber = (text: string, start: number, bias: number): { value: number; end: number } | null => {
  let value = 0;
  let weight = 1;
  for (let at = start, k = BASE; at < text.length; at += 1, k += BASE) {
    const digit = DIGITS.indexOf(text[at] ?? '');
    value += digit * weight;
    if (digit < 0 || value > Number.MAX_SAFE_INTEGER / BASE) return null;
    const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
    if (digit < threshold) return { value, end: at + 1 };
    weight *= BASE - threshold;
  }
  return null;
};

const adapt = (value: number, length: number, isFirst: boolean): number => {
  let delta = Math.floor(value / (isFirst ? DAMP : 2));
  delta += Math.floor(delta / length);
  let k = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) delta = Math.floor(delta / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
};
