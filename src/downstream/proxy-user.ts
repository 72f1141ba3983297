import type { IncomingMessage } from 'node:http';

/** The user name of `Proxy-Authorization: Basic …`, which names the app; null: none. */
export const proxyUser = ({ headers }: IncomingMessage): string | null => {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(headers['proxy-authorization'] ?? '') ?? [];
  if (encoded === undefined) return null;
  const name = Buffer.from(encoded, 'base64').toString('utf8').split(':')[0];
  return name === undefined || name === '' ? null : name;
};
