import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { type Content, refusal, send } from '../../src/onboarding/content.ts';

const fetched = async (content: Content, method = 'GET') => {
  const server = createServer((_, response) => send(response, content)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/`, { method });
};

it('sends what is not to be kept, sniffed, framed or scripted', async () => {
  const answer = await fetched({ type: 'text/plain; charset=utf-8', body: 'grün' });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-length': '5',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'content-type': 'text/plain; charset=utf-8',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  expect(await answer.text()).toBe('grün');
});

it('sends the same head to HEAD, and no body', async () => {
  const answer = await fetched({ type: 'text/plain', body: 'four' }, 'HEAD');
  expect([answer.headers.get('content-length'), await answer.text()]).toEqual(['4', '']);
});

it('refuses in the form of all refusals', async () => {
  const answer = await fetched(refusal(404, 'NO_SUCH_PAGE', 'not here'));
  expect([answer.status, answer.headers.get('x-mpgate-failure')]).toEqual([404, 'NO_SUCH_PAGE']);
  expect(await answer.json()).toEqual({ version: 1, failure: 'NO_SUCH_PAGE', message: 'not here' });
});
