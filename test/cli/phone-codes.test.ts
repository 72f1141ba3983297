import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { palette } from '../../src/cli/palette.ts';
import { phoneCodes } from '../../src/cli/phone-codes.ts';
import { phoneHosts } from '../../src/onboarding/phone-addresses.ts';
import { qrModules } from '../../src/onboarding/qr.ts';
import { folder } from '../support/folder.ts';
import { echoApp, spawnCli } from '../support/started.ts';
import { until } from '../support/until.ts';

/** `script` gives a program a terminal (util-linux). */
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;
const program = join(import.meta.dirname, '../../dist/cli.js');
const plain = palette({}, {});
const coloured = palette({}, { FORCE_COLOR: '1' });
const counts = { connections: () => 0, headers: () => ({ refused: 0, named: 0 }) };
const gate = (host: string) => ({
  listeners: [{ ...{ host, port: 8080, app: null }, ...counts, stop: () => {}, close: () => Promise.resolve() }],
});
const URL_TEXT = 'http://192.168.1.20:8080/';

/** The modules that a drawing shows. */
const read = (lines: readonly string[], light: string): readonly (readonly boolean[])[] =>
  lines.flatMap((line) => {
    const cells = [...line.slice(2)];
    const [upper, lower] = light === '█' ? ['▄ ', '▀ '] : ['▀█', '▄█'];
    return [cells.map((cell) => upper.includes(cell)), cells.map((cell) => lower.includes(cell))];
  });

describe('the codes for phones', () => {
  it.each([
    ['without colours, light on a dark terminal', plain, '█'],
    ['in colours, black on white', coloured, ' '],
  ])('are drawn %s', (_, colours, light) => {
    const text = phoneCodes(gate('0.0.0.0'), 80, colours, ['192.168.1.20']);
    const [, , ...lines] = stripVTControlCharacters(text).split('\n');
    expect(lines.at(-1)).toBe(`  ${URL_TEXT}`);
    const modules = qrModules(URL_TEXT);
    expect(read(lines.slice(0, -1), light).slice(0, modules.length)).toEqual(modules);
    expect(text.includes('\x1b[107m')).toBe(colours === coloured);
  });

  it('stand beside each other where there is room', () => {
    const hosts = ['192.168.1.20', '10.0.0.5', '10.0.0.6'];
    const lines = phoneCodes(gate('0.0.0.0'), 80, plain, hosts).split('\n');
    const below = lines.filter((line) => line.includes('http'));
    expect(below.map((line) => line.match(/http/g)?.length)).toEqual([2, 1]);
    expect(lines[2]).toContain('one code for each network');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(phoneCodes(gate('0.0.0.0'), 20, plain, hosts).match(/http.*/g)).toHaveLength(3);
  });

  it('are none where no phone can come in', () => {
    expect(phoneCodes(gate('127.0.0.1'), 80, plain)).toBe('');
    expect(phoneCodes({ listeners: [] }, 80, plain)).toBe('');
  });

  const args = ['start', '--port', '0', '--admin-port', '0', '--host', '0.0.0.0'];
  const appIn = () => folder({ 'app.json': echoApp });

  it('are not for a reader that is no terminal', async () => {
    const process = spawnCli([...args, '--app', 'app.json'], { cwd: await appIn() });
    await process.printed(/app +wx/);
    process.kill('SIGTERM');
    const { stdout } = await process.ended;
    expect(stdout).not.toContain('scan');
  });

  it.skipIf(!hasScript || phoneHosts('0.0.0.0').length === 0)('are shown on a terminal', async () => {
    const command = ['exec', `'${process.execPath}'`, `'${program}'`, ...args, '--app', 'app.json'].join(' ');
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: await appIn() });
    const ended = once(child, 'close');
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    await until('the code is there', () => /scan to set up.*http:\/\/[\d.:]+\/\s/s.test(text));
    child.kill('SIGTERM');
    await ended;
  });
});
