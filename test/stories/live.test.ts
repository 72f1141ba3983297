/** Someone follows a gate over its API while an app is edited and traffic flows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEvents } from '../admin/sse.ts';
import { ECHO_APP, echoApp, echoFolder, get, startCli } from '../support/started.ts';

it('each event is told once over a reconnect, an edit among them', async () => {
  const cwd = await echoFolder();
  const gate = await startCli({ cwd });
  const { port, token } = gate.line.admin;
  const url = `http://127.0.0.1:${port}/api/v1`;
  const bearer = { authorization: `Bearer ${token}` };
  const first = readEvents(await fetch(`${url}/events`, { headers: bearer }));
  await first.next(1);
  expect((await get(gate, '/one')).status).toBe(200);
  const seen = [...(await first.next(3))];
  await first.leave();

  const text = `// Renamed.\n${JSON.stringify({ ...echoApp, version: '7' }, null, 2)}\n`;
  const edit = await fetch(`${url}/apps/${ECHO_APP}`, {
    method: 'PUT',
    body: text,
    headers: { ...bearer, 'content-type': 'application/jsonc' },
  });
  expect(await edit.json()).toMatchObject({ app: { version: '7', problems: [] } });
  expect(readFileSync(join(cwd, 'config', 'apps', 'echo.json'), 'utf8')).toBe(text);
  expect((await get(gate, '/two')).body).toContain(`/${ECHO_APP}/7/page-frame.html`);
  expect((await get(gate, '/three')).body).toContain(`/${ECHO_APP}/7/page-frame.html`);

  const again = readEvents(
    await fetch(`${url}/events`, { headers: { ...bearer, 'last-event-id': seen.at(-1)?.id ?? '' } }),
  );
  gate.kill('SIGTERM');
  const [start, ...rest] = await again.rest();
  expect(start?.data).toMatchObject({ type: 'stream.began', lost: 0 });
  const told = [...seen.slice(1), ...rest];
  // Ids rise by one: nothing is missing, and nothing comes twice.
  const places = told.map(({ id }) => Number(id.split('-').at(-1)));
  expect(places).toEqual(places.map((_, index) => (places[0] ?? 0) + index));
  const types = told.map(({ data }) => data.type);
  expect(types.filter((type) => type === 'flow.began')).toHaveLength(3);
  expect(types.filter((type) => type === 'flow.completed')).toHaveLength(3);
  // By the edit, and by the watcher for what it saw of it.
  expect(types.filter((type) => type === 'session.reloaded').length).toBeGreaterThanOrEqual(1);
  expect((await gate.ended).code).toBe(0);
});
