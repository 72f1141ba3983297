import { chmod, rm, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { FlowRecord } from '../../src/events/record.ts';
import { ask, Refused, tunnel } from '../support/client.ts';
import { holdingOrigin } from '../support/origin.ts';
import { APPID } from '../support/world.ts';
import { commented, openEdited } from './edited.ts';

const refused = async (port: number, target: string): Promise<string> => {
  const error = await tunnel({ port }, target).catch((reason: unknown) => reason);
  return error instanceof Refused ? error.body : 'not refused';
};

describe('an app that is edited', () => {
  it('while traffic flows: flows under way keep their policy, the next one has the new', async () => {
    const { origin, isThere, release } = await holdingOrigin();
    const gate = await openEdited({ resolve: { 'api.shop.test': origin.port, 'cdn.shop.test': origin.port } });
    const under = ask(gate, 'https://api.shop.test/held');
    await isThere;
    expect(await gate.put(commented('cdn.shop.test', '\n  "version": "7"'))).toMatchObject({
      status: 200,
      body: { version: 1, app: { appid: APPID, name: 'Shop', version: '7', problems: [], warnings: [] } },
    });
    expect(await refused(gate.port, 'api.shop.test:443')).toContain('domain-allowlist');
    release();
    expect((await under).body).toContain(`/${APPID}/0/page-frame.html`);
    expect((await ask(gate, 'https://cdn.shop.test/')).body).toContain(`/${APPID}/7/page-frame.html`);
    expect(gate.log()).toContain(`The app ${APPID} was changed over the admin API.`);
    const flows: readonly FlowRecord[] = await gate.flows();
    expect(flows.map(({ version, end }) => [version, end?.outcome])).toEqual([
      ['7', 'completed'],
      ['7', 'refused'],
      ['0', 'completed'],
    ]);
  });

  it('has its file written whole, comments, mode and all', async () => {
    const gate = await openEdited();
    await chmod(gate.file, 0o640);
    const text = commented('cdn.shop.test');
    expect((await gate.put(text)).status).toBe(200);
    expect(gate.text()).toBe(text);
    expect((await stat(gate.file)).mode & 0o777).toBe(0o640);
  });

  it('takes edits one after the other: what is in force is what the file has', async () => {
    const gate = await openEdited();
    const hosts = Array.from({ length: 12 }, (_, n) => `h${n}.shop.test`);
    const answers = await Promise.all(hosts.map((host) => gate.put(commented(host))));
    expect(answers.map(({ status }) => status)).toEqual(hosts.map(() => 200));
    const last = hosts.find((host) => gate.text() === commented(host)) ?? 'none';
    const said = await Promise.all(hosts.map((host) => refused(gate.port, `${host}:443`)));
    const allowed = hosts.filter((_, n) => !said[n]?.includes('domain-allowlist'));
    expect(allowed).toEqual([last]);
  });

  it('is listed as it is in force, beside what is wrong with its file by now', async () => {
    const gate = await openEdited();
    gate.write(commented('api.shop.test:8443'));
    expect(await gate.admin('/api/v1/apps')).toEqual({
      version: 1,
      apps: [
        {
          appid: APPID,
          name: 'Shop',
          profile: 'tcsas',
          version: '0',
          skipVerification: false,
          file: gate.file,
          problems: [
            {
              file: gate.file,
              line: 7,
              column: 7,
              path: 'domains.request[0]',
              rule: 'port-not-configurable',
              message: expect.any(String),
            },
          ],
          warnings: [],
        },
      ],
    });
  });
});

describe('a broken edit', () => {
  it.each([
    ['no JSON', '{ "appid": ', 400, [{ line: 1, column: 12, path: '', rule: null }]],
    ['nothing', ' ', 400, [{ line: 1, path: '' }]],
    ['a list', '[]', 422, [{ line: 1, column: 1, path: '' }]],
    ['nothing but nesting', '['.repeat(200_000), 400, undefined],
    [
      'two mistakes of form and one that a rule finds',
      commented('api.shop.test:8443', '\n  "nmae": "Shop",\n  "version": 3'),
      422,
      [
        { line: 7, column: 7, path: 'domains.request[0]', rule: 'port-not-configurable' },
        { line: 10, column: 3, path: 'nmae', rule: null },
        { line: 11, path: 'version', rule: null },
      ],
    ],
    ['another appid', commented('api.shop.test').replace(APPID, 'other'), 422, [{ line: 3, path: 'appid' }]],
    [
      'a profile that is not there',
      commented('a.test', '\n  "profile": "./none.json"'),
      422,
      [{ line: 1, column: 1, path: '', message: expect.stringContaining('does not exist') }],
    ],
  ])('of %s changes nothing and names every problem', async (_name, text, status, problems) => {
    const gate = await openEdited();
    const before = gate.text();
    const answer = await gate.put(text);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ type: 'about:blank', status, ...(problems ? { problems } : {}) });
    expect(String(answer.body.detail)).toMatch(/./);
    expect(gate.text()).toBe(before);
    expect(await refused(gate.port, 'new.shop.test:443')).toContain('domain-allowlist');
    expect((await ask(gate, 'https://api.shop.test/').catch((error: unknown) => error)) instanceof Refused).toBe(false);
  });

  it('of a file that cannot be written changes nothing', async () => {
    const gate = await openEdited();
    await rm(gate.file);
    const answer = await gate.put(commented('new.shop.test'));
    expect(answer).toMatchObject({ status: 500, body: { detail: expect.stringContaining('ENOENT') } });
    expect(await refused(gate.port, 'new.shop.test:443')).toContain('domain-allowlist');
  });
});
