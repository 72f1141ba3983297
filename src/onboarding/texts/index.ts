import type { Language } from '../language.ts';
import { en } from './en.ts';
import type { Texts } from './texts.ts';
import { zh } from './zh.ts';

/** The set-up page's sentences in every language that it has. */
export const texts: { readonly [L in Language]: Texts } = { en, zh };
