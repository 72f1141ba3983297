import { STATUS_CODES } from 'node:http';

/** RFC 9457. `about:blank`: the title says all that the status says. */
export interface ProblemBody {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

export const problemType = 'application/problem+json';

/** Thrown by a route to answer with a status. The detail is shown to whoever asked. */
export class Problem extends Error {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Further members of the problem document. */
  readonly members: Readonly<Record<string, unknown>>;
  constructor(
    statusCode: number,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
    members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.statusCode = statusCode;
    this.headers = headers;
    this.members = members;
  }
}

export const problemBody = (status: number, detail: string): ProblemBody => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
});
