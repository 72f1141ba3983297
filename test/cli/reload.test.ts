import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GateOptions } from '../../src/cli/gate-options.ts';
import { createReload } from '../../src/cli/reload.ts';
import { type Config, loadConfig } from '../../src/config/load.ts';
import { start } from '../../src/main.ts';
import { echoApp, echoFolder } from '../support/started.ts';

/** A gate by a folder's settings, and what reloads do to it. */
const reloading = async () => {
  const cwd = await echoFolder();
  const config = join(cwd, 'config', 'mpgate.json');
  const started = await loadConfig({ file: config, env: {} });
  const log: string[] = [];
  const gateway = await start(started, { logFormat: 'pretty', colour: false, write: (line) => void log.push(line) });
  onTestFinished(() => gateway.close());
  const options: GateOptions = {
    config,
    app: undefined,
    host: undefined,
    port: undefined,
    'admin-port': undefined,
    'ca-dir': undefined,
    'upstream-proxy': undefined,
    har: undefined,
    'log-format': 'pretty',
    json: false,
  };
  const taken: Config[] = [];
  const reload = createReload({ options, started, gateway, taken: (next) => void taken.push(next) });
  const app = (content: object | string) =>
    writeFile(
      join(cwd, 'config', 'apps', 'echo.json'),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  return { reload, app, taken, log: () => log.join(''), file: config };
};

describe('the files are read again', () => {
  it('and taken over', async () => {
    const { reload, app, taken, log } = await reloading();
    await app({ ...echoApp, name: 'Renamed' });
    await reload();
    expect(taken.map(({ apps }) => apps.get(echoApp.appid)?.name)).toEqual(['Renamed']);
    expect(log()).toMatch(/^\S+ {2}info {2}The apps were read again: wx0123456789abcdef\.\n$/);
  });

  it('and what is odd about them is said', async () => {
    const { reload, app, log } = await reloading();
    await app({ ...echoApp, profile: 'wechat' });
    await reload();
    expect(log()).toMatch(/ {2}warn {2}\S+echo\.json:1:\d+ {2}domains\..*\(icp-licensed\)\n[\s\S]* \d warnings\n$/);
  });

  it('and with mistakes nothing is taken over, and each is said', async () => {
    const { reload, app, taken, log } = await reloading();
    await app('{');
    await reload();
    expect(taken).toEqual([]);
    expect(log()).toMatch(
      /^\S+ {2}error {2}The files were not taken over.*:\n +\S+echo\.json:1:2 {2}.*\n +\d problems?\n$/,
    );
  });

  it('in the order of the calls, the last state last', async () => {
    const { reload, app, taken } = await reloading();
    const first = reload();
    await app({ ...echoApp, name: 'Last' });
    await Promise.all([first, reload(), reload()]);
    expect(taken.at(-1)?.apps.get(echoApp.appid)?.name).toBe('Last');
  });

  it('and a setting that only a new start takes over is named', async () => {
    const { reload, file, log } = await reloading();
    const settings = { listen: { host: '127.0.0.1', port: 1 }, admin: { port: 0 } };
    await writeFile(file, JSON.stringify(settings));
    await reload();
    expect(log()).toMatch(/ {2}warn {2}Start the gate again for what is new in listen\.port\.\n$/);
  });
});
