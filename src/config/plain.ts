/** An object as JSON knows it: neither null nor a list. */
export type Plain = Readonly<Record<string, unknown>>;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path; undefined: nothing stands there. */
export const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return typeof step === 'number' ? inner[step] : undefined;
    return isPlain(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined;
  }, value);

/** A copy with a value put at a path; objects on the way are made. */
export const put = (whole: Plain, [step = '', ...rest]: readonly string[], value: unknown): Plain => {
  const inner = whole[step];
  return { ...whole, [step]: rest.length === 0 ? value : put(isPlain(inner) ? inner : {}, rest, value) };
};
