/** A string or template literal of a script, or an attribute of a page, as far as it stands in the file. */
export interface Literal {
  /** What it stands for, escapes resolved, up to the first part that is put in at run time. */
  readonly text: string;
  /** Of the first character, from 0, in UTF-16 units. */
  readonly offset: number;
  /** What follows the part put in at run time, as far as it stands there; null: the text is whole. */
  readonly rest: string | null;
  /** `page`: an attribute, which calls no API by itself; `link`: one that leads to another page. */
  readonly place: 'code' | 'page' | 'link';
}

/** What a file has that rules are asked about. */
export interface Reading {
  readonly literals: readonly Literal[];
  /** Offsets of values that a key or variable calls a secret. */
  readonly secrets: readonly number[];
}
