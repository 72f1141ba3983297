import type { Literal, Reading } from './literal.ts';
import { readScript } from './read-script.ts';
import { type Attribute, type Tag, tagsOf } from './tags.ts';

/** Tags whose URLs lead to another page: their domains are listed elsewhere. */
const LINKS = new Set(['web-view', 'navigator', 'a', 'link', 'official-account']);
const NOTHING: Reading = { literals: [], secrets: [] };

/** The attributes and scripts of wxml or vue. What stands between tags is text for people. */
export const readMarkup = (text: string): Reading => joined(tagsOf(text).map(readTag));

const joined = (readings: readonly Reading[]): Reading => ({
  literals: readings.flatMap(({ literals }) => literals),
  secrets: readings.flatMap(({ secrets }) => secrets),
});

const readTag = (tag: Tag): Reading => {
  const own = tag.attributes.map((attribute) => readAttribute(attribute, LINKS.has(tag.name) ? 'link' : 'page'));
  if (tag.name === 'style' || tag.raw === '') return joined(own);
  const isPlainTypeScript = tag.attributes.some(({ name, value }) => name === 'lang' && value === 'ts');
  return joined([...own, readScript(tag.raw, !isPlainTypeScript, tag.rawOffset)]);
};

const readAttribute = ({ name, value, offset }: Attribute, place: 'page' | 'link'): Reading => {
  if (/^xmlns(?::|$)/.test(name)) return NOTHING;
  // Vue: the value is an expression.
  if (/^(?::|@|#|v-)/.test(name)) return placed(readScript(value, false, offset), place);
  const parts = partsOf(value);
  const scripts = parts.filter(({ isScript }) => isScript);
  return joined([
    { literals: [...whole(value, offset, place), ...inStyle(name, value, offset, place)], secrets: [] },
    ...scripts.map((part) => placed(readScript(part.text, false, offset + part.at), place)),
  ]);
};

const placed = ({ literals, secrets }: Reading, place: 'page' | 'link'): Reading => ({
  literals: literals.map((literal) => ({ ...literal, place })),
  secrets,
});

interface Part {
  readonly text: string;
  readonly at: number;
  readonly isScript: boolean;
}

/** A value taken apart at `{{` and `}}`, plain text and expressions by turns; an expression may lack its end. */
const partsOf = (value: string): readonly Part[] => {
  const parts: Part[] = [];
  let at = 0;
  for (let isScript = false; at <= value.length; isScript = !isScript) {
    const found = value.indexOf(isScript ? '}}' : '{{', at);
    const end = found === -1 ? value.length : found;
    parts.push({ text: value.slice(at, end), at, isScript });
    at = end + 2;
  }
  return parts;
};

/** The value itself, as far as it stands there. */
const whole = (value: string, offset: number, place: 'page' | 'link'): readonly Literal[] => {
  const [first, expression, second] = partsOf(value);
  const rest = expression ? (second?.text ?? '') : null;
  return first ? [{ text: first.text, offset, rest, place }] : [];
};

const inStyle = (name: string, value: string, offset: number, place: 'page' | 'link'): readonly Literal[] =>
  name === 'style'
    ? [...value.matchAll(/url\(\s*["']?([^"')\s]*)/gi)].map(({ 0: all, 1: text = '', index }) => ({
        text: text.replace(/\{\{.*/s, ''),
        offset: offset + index + all.length - text.length,
        rest: text.includes('{{') ? '' : null,
        place,
      }))
    : [];
