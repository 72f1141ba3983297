import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { began, completed, judged, refused, violation } from '../../events/made.ts';
import { openWindow } from '../window.ts';

const page = z.object({
  version: z.literal(1),
  flows: z.array(z.object({ id: z.string(), end: z.object({ outcome: z.string() }).nullable() })),
  next: z.number().nullable(),
});

describe('/api/v1/flows', async () => {
  const { admin, bus, api } = await openWindow();
  afterAll(() => admin.close());
  for (let n = 1; n <= 7; n += 1) {
    bus.emit(began(`f${n}`, { host: n % 2 ? 'odd.test' : 'even.test' }));
    bus.emit(judged(`f${n}`, 'tunnel', ['domain-allowlist']));
    bus.emit(n === 7 ? refused(`f${n}`, violation('method')) : completed(`f${n}`));
  }
  bus.emit(began('open'));

  const list = async (query: string) => {
    const answer = await api(`/flows${query}`);
    return page.parse(await answer.json());
  };
  const ids = async (query: string) => (await list(query)).flows.map(({ id }) => id);

  it.each([
    ['', ['open', 'f7', 'f6', 'f5', 'f4', 'f3', 'f2', 'f1']],
    ['?outcome=open', ['open']],
    ['?outcome=refused', ['f7']],
    ['?rule=method', ['f7']],
    ['?host=EVEN.test', ['f6', 'f4', 'f2']],
    ['?host=odd.test&limit=2', ['f7', 'f5']],
    ['?device=10.9.9.9', []],
    ['?appid=wx0123456789abcdef&limit=1', ['open']],
  ])('lists %s', async (query, expected) => expect(await ids(query)).toEqual(expected));

  it('pages by cursor to the end', async () => {
    const seen: string[] = [];
    let query = '?limit=3';
    for (let turn = 0; turn < 10 && query; turn += 1) {
      const { flows, next } = await list(query);
      seen.push(...flows.map(({ id }) => id));
      query = next === null ? '' : `?limit=3&before=${next}`;
    }
    expect(seen).toEqual(['open', 'f7', 'f6', 'f5', 'f4', 'f3', 'f2', 'f1']);
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=501', 'limit'],
    ['?limit=1.5', 'limit'],
    ['?limit=many', 'limit'],
    ['?before=-1', 'before'],
    ['?outcome=fine', 'outcome'],
    ['?appid=', 'appid'],
    ['?host=a&host=b', 'host'],
    ['?hots=a.test', 'hots'],
    ['?__proto__=1', '__proto__'],
  ])('refuses %s and names what is wrong', async (query, name) => {
    const answer = await api(`/flows${query}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await answer.json()).toMatchObject({
      status: 400,
      title: 'Bad Request',
      detail: expect.stringContaining(name),
    });
  });

  it('shows one flow, with its verdicts', async () => {
    expect(await (await api('/flows/f7')).json()).toMatchObject({
      id: 'f7',
      host: 'odd.test',
      verdicts: [{ stage: 'tunnel', passed: ['domain-allowlist'] }],
      end: { outcome: 'refused', cause: { rule: 'method' }, how: 'cut' },
    });
    expect(await (await api('/flows/open')).json()).toMatchObject({ id: 'open', end: null });
  });

  it.each(['/flows/never', '/flows/%00', `/flows/${'x'.repeat(200)}`])('answers 404 to %s', async (path) => {
    const answer = await api(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ title: 'Not Found' });
  });
});
