import colors from 'picocolors';

export type Palette = ReturnType<typeof colors.createColors>;

/** Colours for a stream: none where NO_COLOR is set or where no terminal reads, unless FORCE_COLOR asks for them. */
export const palette = (
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): Palette => {
  const isWanted = env.FORCE_COLOR ? true : stream.isTTY === true && env.TERM !== 'dumb';
  return colors.createColors(isWanted && !env.NO_COLOR);
};
