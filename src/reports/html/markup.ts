import { printable } from '../../events/printable.ts';
import { safe } from './safe.ts';

/** Text that is HTML already. */
export interface Markup {
  readonly html: string;
}

type Part = string | number | Markup | readonly Markup[];

/** A text as HTML shows it, in an element or a quoted attribute; control characters are written out. */
const escaped = (text: string): string => safe(printable(text));

const htmlOf = (part: Part): string => {
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map(({ html }) => html).join('');
};

/** A template whose values are escaped, all but markup. */
export const markup = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  html: strings.map((string, at) => string + htmlOf(parts[at] ?? '')).join(''),
});

export const nothing: Markup = { html: '' };
