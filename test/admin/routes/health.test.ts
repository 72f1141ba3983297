import { afterAll, describe, expect, it } from 'vitest';
import { openWindow } from '../window.ts';

describe('health', async () => {
  let isReady = true;
  const { admin, get } = await openWindow({ ready: () => isReady });
  afterAll(() => admin.close());

  it('/healthz says that the process lives, to anybody', async () => {
    const answer = await get('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('/readyz says whether new traffic is taken', async () => {
    expect((await get('/readyz')).status).toBe(200);
    isReady = false;
    const answer = await get('/readyz');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await get('/healthz')).status).toBe(200);
  });
});
