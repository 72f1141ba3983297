/** HTTP answers as bytes: what library clients put right, hide or throw away can be seen here. */

export interface RawAnswer {
  readonly status: number;
  /** Status line and header lines, without the empty line. */
  readonly head: string;
  readonly body: string;
  /** Whether the body is all there by its own framing. */
  readonly whole: boolean;
}

/** Takes a connection's text (latin1) apart; 1xx are answers of their own. */
export const answersIn = (text: string): readonly RawAnswer[] => {
  const answers: RawAnswer[] = [];
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return [...answers, { status: Number.NaN, head: rest, body: '', whole: false }];
    const head = rest.slice(0, end);
    const status = Number(/^HTTP\/1\.[01] (\d{3}) /.exec(head)?.[1] ?? Number.NaN);
    const { body, whole, used } = bodyOf(head, status, rest.slice(end + 4));
    answers.push({ status, head, body, whole });
    rest = rest.slice(end + 4 + used);
  }
  return answers;
};

const bodyOf = (head: string, status: number, rest: string) => {
  if (status < 200 || status === 204 || status === 304) return { body: '', whole: true, used: 0 };
  if (/^transfer-encoding: *chunked/im.test(head)) return chunksOf(rest);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  const body = length === undefined ? rest : rest.slice(0, Number(length));
  return { body, whole: length === undefined || body.length === Number(length), used: body.length };
};

/** Trailers stand in the body's text behind the last chunk. */
const chunksOf = (text: string) => {
  let body = '';
  let at = 0;
  for (;;) {
    const line = /^([0-9a-f]+)\r\n/i.exec(text.slice(at));
    if (!line) return { body, whole: false, used: text.length };
    const size = Number.parseInt(line[1] ?? '', 16);
    at += line[0].length;
    if (size === 0) break;
    body += text.slice(at, at + size);
    at += size + 2;
  }
  const end = text.startsWith('\r\n', at) ? at + 2 : text.indexOf('\r\n\r\n', at) + 4;
  return end < 4
    ? { body, whole: false, used: text.length }
    : { body: body + text.slice(at, end - 2), whole: true, used: end };
};

/** Statuses in order; an answer that is not whole says so. */
export const statusesIn = (text: string): readonly string[] =>
  answersIn(text).map(({ status, whole }) => (whole ? String(status) : `${status} (cut)`));
