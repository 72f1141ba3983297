import { expect, it, onTestFinished } from 'vitest';
import { openWindow } from '../window.ts';

it('answers without the token: nothing in it is secret', async () => {
  const { admin, get } = await openWindow();
  onTestFinished(() => admin.close());
  const answer = await get('/openapi.json');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  const text = await answer.text();
  expect(text).not.toContain('the-admin-token');
  expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.0', info: { title: 'mpgate: admin API' } });
});
