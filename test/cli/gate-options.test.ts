import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import yargs from 'yargs';
import { type GateOptions, gateOptions, loadGate, loadOptions } from '../../src/cli/gate-options.ts';
import { ConfigError } from '../../src/errors.ts';
import { runCli } from '../support/cli.ts';
import { echoApp, echoFolder } from '../support/started.ts';

/** The options as yargs reads them; throws what it or `coerce` throws. */
const read = (...words: readonly string[]): GateOptions =>
  gateOptions(yargs([...words]), 'As JSON')
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new Error(message);
    })
    .parserConfiguration({ 'greedy-arrays': false })
    .parseSync();

it('without any, the defaults', () => {
  expect(read()).toMatchObject({ 'log-format': 'pretty', json: false });
  expect(loadOptions(read())).toEqual({
    flags: {
      listen: { host: undefined, port: undefined },
      admin: { port: undefined },
      caDir: undefined,
      upstreamProxy: undefined,
      record: { har: undefined },
    },
    env: process.env,
  });
});

it('each becomes its setting', () => {
  const words = '-c m.json --app a.json --app b.json --host ::1 --port 0 --admin-port 65535 --ca-dir ca --har h.har';
  const proxied = '--upstream-proxy socks5://proxy.test:1080';
  expect(loadOptions(read(...words.split(' '), ...proxied.split(' ')))).toMatchObject({
    file: join(process.cwd(), 'm.json'),
    apps: ['a.json', 'b.json'],
    flags: {
      listen: { host: '::1', port: 0 },
      admin: { port: 65_535 },
      caDir: 'ca',
      record: { har: 'h.har' },
      upstreamProxy: 'socks5://proxy.test:1080',
    },
  });
});

describe('one that cannot be meant is refused, with its value and the way out', () => {
  it.each([
    ['--port', 'abc', '--port takes a port from 1 to 65535, or 0 for any free one, not "abc"'],
    ['--port', '65536', 'not "65536"'],
    ['--port', '80.5', 'not "80.5"'],
    ['--port', '0x50', 'not "0x50"'],
    ['--port', '', '--port has no value'],
    ['--admin-port', '-1', '--admin-port takes a port from 1 to 65535, or 0 for any free one, not "-1"'],
    ['--app', '', '--app has no value; write --app FILE'],
    ['--config', '', '--config has no value'],
    ['--ca-dir', '', '--ca-dir has no value'],
    ['--host', '', '--host has no value'],
    ['--har', '', '--har has no value'],
    ['--log-format', 'xml', 'Choices: "pretty", "json"'],
  ])('%s %j', (option, value, message) => {
    expect(() => read(option, value)).toThrow(message);
  });

  it.each(['--port', '--admin-port', '--host', '--config', '--ca-dir', '--log-format'])('%s twice', (option) => {
    const value = option === '--log-format' ? 'json' : '1';
    expect(() => read(option, value, option, value)).toThrow(`${option} is given 2 times; give it once`);
  });
});

describe('loadGate', () => {
  it('gives the settings, flags first', async () => {
    const file = join(await echoFolder({ listen: { port: 1 } }), 'config', 'mpgate.json');
    const config = await loadGate({ ...loadOptions(read('-c', file, '--port', '2')), env: {} });
    expect(config.gate.listen.port).toBe(2);
  });

  it('throws every mistake', async () => {
    const file = join(await echoFolder({ block: 1, decrypt: 2 }), 'config', 'mpgate.json');
    await expect(loadGate({ file, env: {} })).rejects.toThrow(ConfigError);
    await expect(loadGate({ file, env: {} })).rejects.toMatchObject({ problems: [{}, {}] });
  });

  it('says on stderr what is odd, and goes on', async () => {
    const cwd = await echoFolder({}, { 'config/apps/echo.json': { ...echoApp, profile: 'wechat' } });
    const { code, stderr } = await runCli(['exec', '--', 'true'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^config\/apps\/echo\.json:1:\d+ {2}domains\..* {2}\(icp-licensed\)$/m);
    expect(stderr).toMatch(/^\d warnings$/m);
  });
});

describe('the help of start and exec', () => {
  it.each(['start', 'exec'])(
    '%s: exit code 0, options, an example and exit codes, in at most 100 columns',
    async (name) => {
      const { code, stdout, stderr } = await runCli([name, '--help']);
      expect([code, stderr]).toEqual([0, '']);
      for (const option of [
        '--config',
        '--app',
        '--host',
        '--port',
        '--admin-port',
        '--ca-dir',
        '--har',
        '--log-format',
        '--json',
      ]) {
        expect(stdout).toMatch(new RegExp(`^ .* ${option} .*[A-Za-z]`, 'm'));
      }
      expect(stdout).toMatch(new RegExp(`^Examples:\n {2}mpgate ${name} .*`, 'm'));
      expect(stdout).toMatch(/^Exit codes:/m);
      expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    },
  );

  it.each([
    ['start', '--hots', 'x'],
    ['exec', '--expect-trafic', '--', 'true'],
  ])('%s %s: exit code 2, the word and where to look', async (...words) => {
    const { code, stdout, stderr } = await runCli(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words[1]?.slice(2));
    expect(stderr).toMatch(new RegExp(`\nsee mpgate ${words[0]} --help\n$`));
  });
});
