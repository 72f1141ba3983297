import { afterAll, describe, expect, it } from 'vitest';
import { bearer, openWindow, readToken } from '../window.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('/api/v1/devices', async () => {
  const { admin, url, api, faults } = await openWindow();
  afterAll(() => admin.close());

  const put = (id: string, body: string, headers: Readonly<Record<string, string>> = { ...bearer, ...JSON_TYPE }) =>
    fetch(`${url}/api/v1/devices/${id}`, { method: 'PUT', body, headers });

  it('moves a device to the background and back, and lists it', async () => {
    const away = await put('192.168.1.20', '{"foreground":false}');
    expect([away.status, await away.json()]).toMatchObject([200, { id: '192.168.1.20', foreground: false }]);
    const list = await (await api('/devices')).json();
    expect(list).toMatchObject({ version: 1, devices: [{ id: '192.168.1.20', foreground: false, apps: [] }] });
    const back = await put('192.168.1.20', '{"foreground":true}');
    expect(await back.json()).toMatchObject({ foreground: true, session: 1 });
  });

  it('begins a new session, with a move or without', async () => {
    expect(await (await put('10.0.0.1', '{"newSession":true}')).json()).toMatchObject({ session: 2, foreground: true });
    const both = await put('10.0.0.1', '{"newSession":true,"foreground":false}');
    expect(await both.json()).toMatchObject({ session: 3, foreground: false });
  });

  it('says what it is called and what it runs, and links to its flows', async () => {
    const named = await put('10.0.0.8', '{"name":"Ann’s 📱","platform":"android"}');
    expect(await named.json()).toMatchObject({
      ...{ id: '10.0.0.8', name: 'Ann’s 📱', platform: 'android', seenAt: null, userAgent: null },
      ...{ flows: '/api/v1/flows?device=10.0.0.8', shortcuts: ['http://mpgate.test/d/10.0.0.8'] },
    });
    const unnamed = await put('10.0.0.8', '{"name":null,"platform":null}');
    expect(await unnamed.json()).toMatchObject({ name: null, platform: null });
  });

  it('shows no shortcuts to who only reads', async () => {
    await put('10.0.0.7', '{"foreground":true}');
    const list = await fetch(`${url}/api/v1/devices`, { headers: { authorization: `Bearer ${readToken}` } });
    const text = await list.text();
    expect(text).toContain('"id":"10.0.0.7"');
    expect(text).not.toContain('shortcuts');
  });

  it.each([
    ['2130706433', '127.0.0.1'],
    ['::FFFF:10.0.0.9', '10.0.0.9'],
    ['%5B2001:DB8:0::1%5D', '2001:db8::1'],
    ['fe80::1', 'fe80::1'],
  ])('knows %s as %s', async (spelling, id) => {
    expect(await (await put(spelling, '{"foreground":true}')).json()).toMatchObject({ id });
  });

  it.each(['phone', 'api.shop.test', '999.0.0.1', 'fe80::1%25eth0', '%20'])('has no device %s', async (id) => {
    const answer = await put(id, '{"foreground":false}');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ status: 400, detail: expect.stringContaining('IP address') });
  });

  it.each([
    ['{}', 'say what changes'],
    ['[]', 'object'],
    ['null', 'object'],
    ['"foreground"', 'object'],
    ['{"foreground":"no"}', 'foreground'],
    ['{"foreground":null}', 'foreground'],
    ['{"newSession":false}', 'newSession'],
    ['{"foreground":false,"backgruond":1}', 'backgruond'],
    ['{"name":""}', 'name'],
    ['{"name":7}', 'name'],
    [`{"name":"${'x'.repeat(61)}"}`, 'name'],
    ['{"name":"two\\nlines"}', 'name'],
    ['{"name":"\\u202egpj.exe"}', 'name'],
    ['{"platform":"windows"}', 'platform'],
    ['{"foreground":', 'JSON'],
    ['', 'empty'],
    ['{"__proto__":{"foreground":false}}', 'JSON'],
  ])('refuses %s and says what is wrong', async (body, word) => {
    const answer = await put('10.0.0.2', body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await answer.json()).toMatchObject({ status: 400, detail: expect.stringContaining(word) });
    expect(JSON.stringify(await (await api('/devices')).json())).not.toContain('10.0.0.2');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'takes no %s',
    async (type) => {
      const answer = await put('10.0.0.3', '{"foreground":false}', { ...bearer, 'content-type': type });
      expect(answer.status).toBe(415);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(await answer.json()).toMatchObject({ status: 415, title: 'Unsupported Media Type' });
    },
  );

  it('asks for the token first, whatever the body', async () => {
    for (const body of ['{"foreground":false}', 'nonsense']) {
      expect((await put('10.0.0.4', body, JSON_TYPE)).status).toBe(401);
    }
    expect((await fetch(`${url}/api/v1/devices`)).status).toBe(401);
    expect(faults).toEqual([]);
  });
});
