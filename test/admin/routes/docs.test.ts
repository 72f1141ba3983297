import { expect, it, onTestFinished } from 'vitest';
import { openWindow, token } from '../window.ts';

const opened = async () => {
  const window = await openWindow();
  onTestFinished(() => window.admin.close());
  return window;
};

it('shows every route of the document, under a strict policy', async () => {
  const { get } = await opened();
  const answer = await get('/docs');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  const page = await answer.text();
  const { paths } = (await (await get('/openapi.json')).json()) as { paths: Record<string, object> };
  for (const path of Object.keys(paths)) expect(page).toContain(path.replace(/\{(\w+)\}/g, ':$1'));
  expect(page).not.toContain(token);
});

it('takes the token out of the address and gives a cookie for it', async () => {
  const { url, get } = await opened();
  const answer = await fetch(`${url}/docs?token=${token}`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/docs']);
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  expect((await get('/api/v1/report', { cookie })).status).toBe(200);
});

it('gives no cookie for a wrong token', async () => {
  const { url } = await opened();
  const answer = await fetch(`${url}/docs?token=wrong`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
});
