import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';
import { tlsOrigin } from '../support/origin.ts';
import { makeCa } from '../support/pki.ts';

const root = makeCa({ name: 'Pin Test Root' });
const leaf = root.issue({ names: ['api.shop.test'] });
const OTHER = `sha256/${'A'.repeat(43)}=`;

/** `mpgate pin --verify` for an app with these pins, whose server shows `leaf`. */
const verify = async (pins: readonly string[], ...words: string[]) => {
  const { port } = await tlsOrigin(() => {}, { key: leaf.key, cert: leaf.chain });
  const app = {
    appid: 'wx0123456789abcdef',
    profile: 'tcsas',
    version: '1',
    domains: { request: ['https://api.shop.test'] },
    certs: { 'api.shop.test': pins },
  };
  const cwd = await folder({ 'app.json': JSON.stringify(app), 'root.pem': root.cert });
  const where = ['--ca', 'root.pem', '--resolve', `api.shop.test=127.0.0.1:${port}`];
  return runCli(['pin', '--verify', '--app', 'app.json', ...where, ...words], { cwd });
};

describe('mpgate pin --verify', () => {
  it('pins of which one is the server’s: 0', async () => {
    expect(await verify([OTHER, leaf.pin])).toEqual({
      code: 0,
      stdout: '✓ The key of api.shop.test is among its pins.\n',
      stderr: '',
    });
  });

  it('one pin alone has no successor, which is said', async () => {
    const { code, stdout } = await verify([leaf.pin]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('api.shop.test has one pin only')]);
  });

  it('none is the server’s: 1, with the one that is', async () => {
    const { code, stdout } = await verify([OTHER, `sha256/${'E'.repeat(43)}=`]);
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining('The public key of api.shop.test is not among its pins.'),
    ]);
    expect(stdout).toContain(`it shows ${leaf.pin}`);
  });

  it('--json is one object', async () => {
    const { code, stdout } = await verify([OTHER], '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      hosts: [{ host: 'api.shop.test', state: 'mismatch', shown: leaf.pin, pins: [OTHER], lacksBackup: true }],
    });
  });

  it('a server that is not there: 1', async () => {
    const { code, stdout } = await verify([leaf.pin], '--resolve', 'api.shop.test:443=127.0.0.1:1');
    expect([code, stdout]).toEqual([1, expect.stringContaining('✗ api.shop.test:443 cannot be checked')]);
  });

  it.each([
    ['an app without pins', ['pin', '--verify', '--app', 'app.json'], /has no pins/],
    ['no app', ['pin', '--verify'], /--verify and --app go together/],
    ['a host besides', ['pin', '--verify', '--app', 'app.json', 'api.shop.test'], /--verify and --app go together/],
    ['nothing at all', ['pin'], /name a host or a file/],
  ])('%s: 2', async (_, words, reason) => {
    const app = { appid: 'wx0123456789abcdef', profile: 'tcsas', version: '1', domains: {} };
    const cwd = await folder({ 'app.json': JSON.stringify(app) });
    const { code, stderr } = await runCli(words, { cwd });
    expect([code, stderr]).toEqual([2, expect.stringMatching(reason)]);
  });
});
