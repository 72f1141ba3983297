/** Columns that a readable text keeps within. */
export const WIDTH = 100;

/**
 * Breaks a text between words into lines of at most `width` columns; a longer word stands alone in its line, whole, so
 * that it can be copied.
 */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of visible(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** Without control characters: a text may hold what a file or an argument held, and a terminal would obey it. */
export const visible = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');
