import { describe, expect, it, onTestFinished } from 'vitest';
import { openWindow, token } from './window.ts';

const opened = async () => {
  const window = await openWindow();
  onTestFinished(() => window.admin.close());
  return window;
};

describe('a token in the address', () => {
  it('opens what reads, is no query of the route, and gives a cookie that goes on', async () => {
    const { get, admin } = await opened();
    const first = await get(`/api/v1/flows?limit=5&token=${token}`);
    expect(first.status).toBe(200);
    const given = first.headers.get('set-cookie') ?? '';
    expect(given).toMatch(new RegExp(`^mpgate-${admin.port}=[\\w-]{32}; Path=/; HttpOnly; SameSite=Strict$`));
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
    const [cookie = ''] = given.split(';');
    const second = await get('/api/v1/flows', { cookie });
    expect([second.status, second.headers.get('set-cookie')]).toEqual([200, null]);
    expect((await get('/api/v1/flows', { cookie, 'sec-fetch-site': 'same-site' })).status).toBe(401);
  });

  it('does not stay in the address that a browser shows', async () => {
    const { url } = await opened();
    const headers = { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' };
    const shown = (path: string) => fetch(`${url}${path}`, { headers, redirect: 'manual' });
    for (const [path, onward] of [
      [`/api/v1/flows?limit=5&token=${token}&host=a%26b.test`, '/api/v1/flows?limit=5&host=a%26b.test'],
      [`/api/v1/report?token=${token}`, '/api/v1/report'],
      [`/docs?token=${token}`, '/docs'],
    ] as const) {
      const first = await shown(path);
      expect([first.status, first.headers.get('location')]).toEqual([303, onward]);
      const [cookie = ''] = (first.headers.get('set-cookie') ?? '').split(';');
      expect((await fetch(`${url}${onward}`, { headers: { ...headers, cookie } })).status).toBe(200);
    }
    expect((await shown('/api/v1/report?token=wrong')).status).toBe(401);
  });

  it('opens a stream of events, which no page can give a header', async () => {
    const { get } = await opened();
    const answer = await get(`/api/v1/events?token=${token}`);
    expect([answer.status, answer.headers.has('set-cookie')]).toEqual([200, true]);
    await answer.body?.cancel();
  });

  it('opens nothing that changes', async () => {
    const { url } = await opened();
    const answer = await fetch(`${url}/api/v1/session/reset?token=${token}`, { method: 'POST' });
    expect([answer.status, answer.headers.has('set-cookie')]).toEqual([401, false]);
  });
});
