import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, readConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/errors.ts';
import { folder } from '../support/folder.ts';

const app = { appid: 'one', domains: { request: ['https://api.shop.test'] } };

describe('loadConfig', () => {
  it('puts file, environment and flags together, with absolute paths, and finds the apps', async () => {
    const root = await folder({ 'config/m.json': { listen: { port: 1, host: '::1' } }, 'config/apps/one.json': app });
    const file = join(root, 'config', 'm.json');
    const config = await loadConfig({ file, flags: { listen: { port: 3 } }, env: { MPGATE_BLOCK: 'cut' } });
    expect(config.file).toBe(file);
    expect(config.gate).toMatchObject({
      listen: { port: 3, host: '::1' },
      block: 'cut',
      caDir: join(root, 'certs'),
      defaultApp: 'one',
    });
    expect([...config.apps.keys()]).toEqual(['one']);
    expect(config.watched).toEqual([file, join(root, 'config', 'apps', 'one.json'), join(root, 'config', 'apps')]);
    expect(Object.fromEntries(config.origins)).toMatchObject({
      'listen.port': 'flag',
      block: 'environment',
      'listen.host': 'file',
      decrypt: 'default',
    });
  });

  it('apps of the command line replace the file’s', async () => {
    const root = await folder({ 'm.json': { apps: ['none.json'], defaultApp: 'demo' }, 'mine.json': app });
    const config = await loadConfig({ file: join(root, 'm.json'), apps: [join(root, 'mine.json')] });
    expect([...config.apps.keys()]).toEqual(['one']);
    expect(config.gate).toMatchObject({ apps: [join(root, 'mine.json')], defaultApp: 'one' });
  });

  it('throws every mistake of every file at once', async () => {
    const root = await folder({
      'm.json': '{\n  "lissten": {},\n  "apps": ["a.json", "b.json"] }',
      'a.json': '{ "appid": "one",\n  "domains": { "request": ["http://api.shop.test"] } }',
      'b.json': '{ "appid" }',
    });
    const failed = loadConfig({ file: join(root, 'm.json'), env: { MPGATE_LISTEN_PORT: 'x' } });
    await expect(failed).rejects.toBeInstanceOf(ConfigError);
    await expect(failed).rejects.toMatchObject({
      problems: [
        { file: 'MPGATE_LISTEN_PORT', line: 1, column: 1 },
        { file: join(root, 'm.json'), line: 2, column: 3, path: 'lissten' },
        { file: join(root, 'a.json'), line: 2, column: 28, path: 'domains.request[0]', rule: 'scheme-https-wss' },
        { file: join(root, 'b.json'), line: 1, column: 11 },
      ],
    });
  });

  it('a file that was named must be there', async () => {
    const file = join(await folder({}), 'none.json');
    await expect(loadConfig({ file })).rejects.toMatchObject({ problems: [{ file, line: 1, column: 1 }] });
  });

  it('roots are watched too', async () => {
    const root = await folder({ 'm.json': { apps: ['a.json'], upstreamCa: ['none.pem'] }, 'a.json': app });
    const { config, problems } = await readConfig({ file: join(root, 'm.json') });
    expect(config).toBeNull();
    expect(problems).toMatchObject([{ path: 'upstreamCa[0]' }]);
  });
});

it('readConfig tells warnings apart from problems', async () => {
  const skipping = { ...app, domains: { request: ['https://8.8.8.8'] }, rules: { 'no-ip-literal': 'warn' } };
  const root = await folder({ 'm.json': { apps: ['a.json'] }, 'a.json': skipping });
  const { config, problems, warnings } = await readConfig({ file: join(root, 'm.json') });
  expect(problems).toEqual([]);
  expect(warnings).toMatchObject([{ rule: 'no-ip-literal', path: 'domains.request[0]' }]);
  expect(config?.warnings).toEqual(warnings);
});
