/** Breaks a text at spaces; a word longer than the width is broken too. */
export const fold = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(new RegExp(`\\S{1,${width}}`, 'g')) ?? []) {
    const isOver = line.length + 1 + word.length > width;
    if (isOver && line) lines.push(line);
    line = isOver || !line ? word : `${line} ${word}`;
  }
  return line ? [...lines, line] : lines;
};
