import { chmod, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FlowRecord } from '../../src/events/record.ts';
import { ask, Refused, tunnel } from '../support/client.ts';
import { holdingOrigin, httpsOrigin } from '../support/origin.ts';
import { APPID } from '../support/world.ts';
import { commented, openEdited } from './edited.ts';

const promised = () => {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = () => done();
  });
  return { promise, resolve };
};

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

describe('a download under way', () => {
  it('of many pieces goes on to its end under its own policy, while the app loses its host', async () => {
    const begun = promised();
    const goOn = promised();
    const piece = 'x'.repeat(256 * 1024);
    const origin = await httpsOrigin(async (_, response) => {
      response.writeHead(200, { 'content-length': 8 * piece.length });
      response.write(piece, begun.resolve);
      await goOn.promise;
      response.end(piece.repeat(7));
    });
    const gate = await openEdited({ resolve: { 'api.shop.test': origin.port } });
    const under = ask(gate, 'https://api.shop.test/long');
    await begun.promise;
    expect((await gate.put(commented('cdn.shop.test'))).status).toBe(200);
    expect(await refused(gate.port, 'api.shop.test:443')).toContain('domain-allowlist');
    goOn.resolve();
    expect((await under).body.length).toBe(8 * piece.length);
    const flows: readonly FlowRecord[] = await gate.flows();
    expect(flows.map(({ end }) => end?.outcome)).toEqual(['refused', 'completed']);
  });
});

describe('an edit that is bound to what was read', () => {
  it('is made where the file is still that, and given its new tag', async () => {
    const gate = await openEdited();
    const read = await gate.get();
    expect(read.text).toBe(gate.text());
    expect(read.headers.get('content-type')).toBe('application/jsonc; charset=utf-8');
    const tag = read.headers.get('etag') ?? '';
    const edited = await gate.put(commented('cdn.shop.test'), { headers: { 'if-match': tag } });
    expect([edited.status, edited.headers.get('etag')]).toEqual([200, (await gate.get()).headers.get('etag')]);
    const late = await gate.put(commented('up.shop.test'), { headers: { 'if-match': tag } });
    expect([late.status, gate.text()]).toEqual([412, commented('cdn.shop.test')]);
  });

  it('is not made where somebody has edited the file itself', async () => {
    const gate = await openEdited();
    const tag = (await gate.get()).headers.get('etag') ?? '';
    gate.write(commented('by-hand.shop.test'));
    expect(await gate.put(commented('cdn.shop.test'), { headers: { 'if-match': tag } })).toMatchObject({ status: 412 });
    expect(gate.text()).toBe(commented('by-hand.shop.test'));
  });

  it('of two at the same time only one is made', async () => {
    const gate = await openEdited();
    const headers = { 'if-match': (await gate.get()).headers.get('etag') ?? '' };
    const answers = await Promise.all(['one', 'two'].map((host) => gate.put(commented(host), { headers })));
    expect(answers.map(({ status }) => status)).toEqual([200, 412]);
    expect(gate.text()).toBe(commented('one'));
  });
});

describe('a new app', () => {
  const NEW = 'wxfedcba9876543210';
  const text = commented('new.shop.test').replace(APPID, NEW);

  it('gets a file beside the others, and is in force at once', async () => {
    const gate = await openEdited();
    const made = await gate.put(text, { appid: NEW, headers: { 'if-none-match': '*' } });
    expect(made).toMatchObject({ status: 201, body: { app: { appid: NEW, problems: [] } } });
    expect(await readFile(join(gate.folder, 'apps', `${NEW}.json`), 'utf8')).toBe(text);
    const referer = `https://servicewechat.com/${NEW}/0/page-frame.html`;
    await ask(gate, 'http://new.shop.test/', { headers: { referer } }).catch(() => {});
    expect(await gate.flows()).toMatchObject([{ appid: NEW, end: { cause: { rule: 'scheme-https-wss' } } }]);
    expect((await gate.put(text, { appid: NEW, headers: { 'if-none-match': '*' } })).status).toBe(412);
    expect((await gate.put(text, { appid: NEW })).status).toBe(200);
    expect(await readdir(join(gate.folder, 'apps'))).toEqual(['0.json', `${NEW}.json`]);
  });

  it.each([
    ['with mistakes', text.replace('"name"', '"nmae"'), 422],
    ['that is another', commented('new.shop.test'), 404],
    ['that is no JSON', '{', 400],
  ])('is not made of a file %s', async (_, broken, status) => {
    const gate = await openEdited();
    expect(await gate.put(broken, { appid: NEW })).toMatchObject({ status });
    expect(await readdir(join(gate.folder, 'apps'))).toEqual(['0.json']);
    expect((await gate.get(NEW)).status).toBe(404);
  });

  it('takes no file that is there already, and leads nowhere through a link', async () => {
    const gate = await openEdited();
    const there = join(gate.folder, 'apps', `${NEW}.json`);
    await symlink(join(gate.folder, 'elsewhere.json'), there);
    expect((await gate.put(text, { appid: NEW })).status).toBe(409);
    expect((await readdir(gate.folder)).includes('elsewhere.json')).toBe(false);
  });

  it('is not made where the settings name single files', async () => {
    const gate = await openEdited({ gate: { apps: ['apps/0.json'] } });
    expect((await gate.put(text, { appid: NEW })).status).toBe(409);
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
