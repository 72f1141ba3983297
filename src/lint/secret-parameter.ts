import type { Literal } from './literal.ts';

export interface SecretParameter {
  /** Place of the name in the literal, from 0. */
  readonly index: number;
  /** Whether the value stands there; otherwise it is put in at run time. */
  readonly isWritten: boolean;
}

const PARAMETER = /[?&](?=(?:app_?)?secret=([^&#\s]*))/i;

/** A query parameter that carries the secret of an app; null: there is none, or only a word that stands for one. */
export const secretParameter = ({ text, rest }: Literal): SecretParameter | null => {
  const found = PARAMETER.exec(text);
  if (!found) return null;
  const [, value = ''] = found;
  const index = found.index + 1;
  if (value === '') return rest !== null && /secret=$/i.test(text) ? { index, isWritten: false } : null;
  return /^[\w-]{8,}$/.test(value) && /\d/.test(value) ? { index, isWritten: true } : null;
};
