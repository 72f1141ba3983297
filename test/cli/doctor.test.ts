import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';
import { tcpOrigin } from '../support/origin.ts';
import { echoApp } from '../support/started.ts';

const ANY = ['doctor', '--app', 'app.json', '--host', '127.0.0.1', '--port', '0', '--admin-port', '0'];
const home = () => folder({ 'app.json': echoApp });

describe('mpgate doctor', () => {
  it('finds nothing in the way: exit code 0', async () => {
    const { code, stdout, stderr } = await runCli(ANY, { cwd: await home() });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('✓ port     any free one on 127.0.0.1');
    expect(stdout).toContain('Nothing is in the way');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('answers with one JSON object', async () => {
    const { stdout } = await runCli([...ANY, '--json'], { cwd: await home() });
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      ok: true,
      checks: expect.arrayContaining([
        { check: 'port', state: 'ok', message: 'any free one on 127.0.0.1', fix: null },
        { check: 'CA', state: 'ok', message: 'none in certs yet; the first start makes one', fix: null },
      ]),
    });
  });

  it('finds a port in use: exit code 1', async () => {
    const { port } = await tcpOrigin((socket) => socket.end());
    const args = [...ANY.slice(0, 5), '--port', String(port), '--admin-port', '0'];
    const { code, stdout } = await runCli(args, { cwd: await home() });
    expect(code).toBe(1);
    expect(stdout).toContain(`✗ port     ${port} on 127.0.0.1 is in use`);
    expect(stdout).toContain('1 thing is in the way');
  });

  it.each([
    ['settings that cannot be used', ['doctor', '--app', 'missing.json'], 'stdout'],
    ['wrong usage', ['doctor', '--port', 'x'], 'stderr'],
  ] as const)('%s: exit code 2', async (_, args, where) => {
    const ran = await runCli(args, { cwd: await home() });
    expect(ran.code).toBe(2);
    expect(ran[where]).not.toBe('');
  });

  it('has help with examples', async () => {
    const { code, stdout } = await runCli(['doctor', '--help']);
    expect([code, stdout.includes('Examples:'), stdout.includes('Exit codes: 0 ')]).toEqual([0, true, true]);
  });
});
