import type { Authority } from '../model/facts.ts';
import { parseAuthority } from '../rules/hosts.ts';

/** A request in absolute form, and what its server gets instead. */
export interface OriginForm {
  readonly method: string;
  readonly authority: Authority;
  /** Value of `Proxy-Authorization`; null: none. */
  readonly login: string | null;
  /** In origin form, without the empty line at its end. */
  readonly head: Buffer;
  /** Where that line begins. */
  readonly end: number;
}

const REQUEST_LINE = /^([A-Z]+) http:\/\/([^/?# ]+)([^# ]*) (HTTP\/1\.[01])$/;
const FIELD = /^[\w!#$%&'*+.^`|~-]+:[^\r\n]*$/;
const USUAL_PORT = 80;

/** Whom the first bytes of a connection ask for, where they are a request in absolute form; null: they are none. */
export const askedFor = (bytes: Buffer): Authority | null => {
  const [, authority] = /^[A-Z]+ http:\/\/([^/?# ]+)/.exec(bytes.toString('latin1', 0, 400)) ?? [];
  return authority === undefined ? null : (parseAuthority(authority, USUAL_PORT)?.authority ?? null);
};

/**
 * Rewrites the first request of a connection whose bytes are not read any further. With `Upgrade` they are the new
 * protocol's from then on; else the server is told to close behind its answer, since a next request may be for another.
 * null: no whole head, or not one that every parser reads alike.
 */
export const originForm = (bytes: Buffer): OriginForm | null => {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...fields] = bytes.toString('latin1', 0, Math.max(0, end)).split('\r\n');
  const [, method, host = '', rest = '', version] = REQUEST_LINE.exec(first) ?? [];
  const parsed = parseAuthority(host, USUAL_PORT);
  if (method === undefined || !parsed || !fields.every((field) => FIELD.test(field))) return null;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  const head = [`${method} ${path} ${version}`, ...fields.filter((field) => !/^proxy-/i.test(field))];
  const sent = fields.some((field) => /^upgrade:/i.test(field)) ? head : closing(head);
  const [, login = null] = /^proxy-authorization:[ \t]*(.*)$/im.exec(fields.join('\n')) ?? [];
  const { authority } = parsed;
  return { method, authority, login, head: Buffer.from(sent.join('\r\n'), 'latin1'), end };
};

const closing = (head: readonly string[]): readonly string[] => [
  ...head.filter((line) => !/^(connection|keep-alive):/i.test(line)),
  'Connection: close',
];
