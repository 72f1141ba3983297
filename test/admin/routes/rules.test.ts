import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openWindow } from '../window.ts';

describe('the pages about the rules', async () => {
  const { admin, get } = await openWindow();
  afterAll(() => admin.close());

  it('are for anybody, as Markdown', async () => {
    const answer = await get('/rules/bom');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/markdown; charset=utf-8']);
    const file = new URL('../../../docs/rules/bom.md', import.meta.url);
    expect(await answer.text()).toBe(await readFile(file, 'utf8'));
  });

  it.each(['/rules/', '/rules/gone', '/rules/..%2Freport.schema.json', '/rules/%2e%2e', '/rules/bom.md'])(
    'there is nothing else: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});
