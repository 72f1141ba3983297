/** A quoted attribute of a tag. Offsets from 0, in UTF-16 units. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  /** Of the value's first character. */
  readonly offset: number;
}

export interface Tag {
  /** Lower-case. */
  readonly name: string;
  readonly attributes: readonly Attribute[];
  /** What stands in an element whose text is no markup (`wxs` and its like, `script`, `style`); empty for others. */
  readonly raw: string;
  readonly rawOffset: number;
}

const RAW = new Set(['wxs', 'qs', 'sjs', 'filter', 'script', 'style']);
const NAME = /<([a-z][\w:.-]*)/iy;
const ATTRIBUTE = /\s*([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|[^\s"'>]+))?/y;
const STRAY = /[\s/"'=]+/y;

/** The opening tags of wxml, vue or html; comments are left out. Takes any text, in time linear to its length. */
export const tagsOf = (text: string): readonly Tag[] => {
  const tags: Tag[] = [];
  let at = text.indexOf('<');
  while (at !== -1) {
    const found = tagAt(text, at);
    if (found.tag) tags.push(found.tag);
    at = text.indexOf('<', found.end);
  }
  return tags;
};

interface Found {
  readonly tag: Tag | null;
  readonly end: number;
}

const tagAt = (text: string, at: number): Found => {
  if (text.startsWith('<!--', at)) return { tag: null, end: after(text, '-->', at + 4) };
  const name = match(NAME, text, at)?.[1]?.toLowerCase();
  if (name === undefined) return { tag: null, end: at + 1 };
  const { attributes, end } = attributesAt(text, at + 1 + name.length);
  const isRaw = RAW.has(name) && text[end - 1] === '>' && text[end - 2] !== '/';
  const close = isRaw ? closeOf(text, name, end) : end;
  const tag = { name, attributes, raw: text.slice(end, close), rawOffset: end };
  return { tag, end: close };
};

const attributesAt = (text: string, from: number) => {
  const attributes: Attribute[] = [];
  let end = from;
  while (end < text.length && text[end] !== '>') {
    const found = match(ATTRIBUTE, text, end);
    const [all = '', name = '', double, single] = found ?? [];
    const value = double ?? single;
    if (value !== undefined) attributes.push({ name, value, offset: end + all.search(/["']/) + 1 });
    end += all.length || match(STRAY, text, end)?.[0].length || 1;
  }
  return { attributes, end: Math.min(end + 1, text.length) };
};

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const after = (text: string, end: string, from: number): number => {
  const at = text.indexOf(end, from);
  return at === -1 ? text.length : at + end.length;
};

/** Where the text of a raw element ends; the end of the file if nothing closes it. */
const closeOf = (text: string, name: string, from: number): number => {
  const close = new RegExp(`</${name}[\\s>]`, 'gi');
  return match(close, text, from)?.index ?? text.length;
};
