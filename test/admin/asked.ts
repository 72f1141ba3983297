import type { World } from '../support/world.ts';

/** Asks the admin API of a gate, with its token. */
export const askAdmin = async (
  { gateway: { admin } }: Pick<World, 'gateway'>,
  path: string,
  { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: Record<string, string> } = {},
) => {
  const answer = await fetch(`http://127.0.0.1:${admin.port}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${admin.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) };
};
