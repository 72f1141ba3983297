import { applyEdits, createScanner, findNodeAtLocation, type JSONPath, parseTree } from 'jsonc-parser';

interface Span {
  readonly offset: number;
  readonly length: number;
}

/**
 * The text without one item of a list. The comment behind the item before stays, which the library's own removal takes
 * with the comma.
 */
export const removeItem = (text: string, list: JSONPath, index: number): string => {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const items = (tree && findNodeAtLocation(tree, list)?.children) ?? [];
  const item = items[index];
  if (!item) return text;
  const next = items[index + 1];
  if (next) return cut(text, [{ offset: item.offset, length: next.offset - item.offset }]);
  const before = items[index - 1];
  const comma = before ? [{ offset: commaAfter(text, before.offset + before.length), length: 1 }] : [];
  return cut(text, [...comma, lineOf(text, item)]);
};

const cut = (text: string, spans: readonly Span[]): string =>
  applyEdits(
    text,
    spans.map((span) => ({ ...span, content: '' })),
  );

/** A comma in a comment is none. */
const commaAfter = (text: string, offset: number): number => {
  const scanner = createScanner(text);
  scanner.setPosition(offset);
  scanner.scan();
  while (text[scanner.getTokenOffset()] !== ',' && scanner.getTokenOffset() < text.length) scanner.scan();
  return scanner.getTokenOffset();
};

/** The whole line where nothing else stands in it. */
const lineOf = (text: string, { offset, length }: Span): Span => {
  const margin = /(\r\n|\r|\n)[ \t]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const isAlone = margin !== '' && /^[ \t]*(\r|\n)/.test(text.slice(offset + length));
  return isAlone ? { offset: offset - margin.length, length: length + margin.length } : { offset, length };
};
