import type { IncomingMessage } from 'node:http';
import type { Credentials } from '../users/users.ts';

/** Name and password of `Proxy-Authorization: Basic …` (RFC 7617); null: none, or no name. */
export const proxyUser = ({ headers }: Pick<IncomingMessage, 'headers'>): Credentials | null => {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(headers['proxy-authorization'] ?? '') ?? [];
  if (encoded === undefined) return null;
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return name === '' ? null : { name, password: rest.join(':') };
};
