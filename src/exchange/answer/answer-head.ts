import { connectionTokens, HOP_BY_HOP, without } from '../headers.ts';

/** An answer's head, read in one pass. */
export interface AnswerHead {
  /** What goes on to the client; names and values alternate, with case, order and duplicates. */
  readonly headers: string[];
  /** Bytes of the body; null: the head does not say. */
  readonly length: number | null;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly chunked: boolean;
  readonly setsCookie: boolean;
  readonly altSvc: string | null;
}

type Found = { -readonly [K in Exclude<keyof AnswerHead, 'headers'>]: AnswerHead[K] };

const NOTES: Readonly<Record<string, (found: Found, value: string) => void>> = {
  'content-length': (found, value) => {
    found.length = Number(value);
  },
  'content-type': (found, value) => {
    found.contentType = value;
  },
  'content-encoding': (found, value) => {
    found.contentEncoding = value;
  },
  'transfer-encoding': (found) => {
    found.chunked = true;
  },
  'set-cookie': (found) => {
    found.setsCookie = true;
  },
  'alt-svc': (found, value) => {
    found.altSvc = value;
  },
};
const noted = new Map(Object.entries(NOTES));

/** Without the hop-by-hop headers and those that the rules take out (`drops`, lower-case). */
export const readAnswerHead = (raw: readonly string[], drops: ReadonlySet<string>): AnswerHead => {
  const headers: string[] = [];
  const found: Found = {
    length: null,
    contentType: null,
    contentEncoding: null,
    chunked: false,
    setsCookie: false,
    altSvc: null,
  };
  let named: ReadonlySet<string> | null = null;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? '';
    const value = raw[i + 1] ?? '';
    const lower = name.toLowerCase();
    noted.get(lower)?.(found, value);
    if (lower === 'connection') named = connectionTokens(value) ?? named;
    else if (!HOP_BY_HOP.has(lower) && !drops.has(lower)) headers.push(name, value);
  }
  return { ...found, headers: named ? without(headers, named) : headers };
};
