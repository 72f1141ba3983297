import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';
import { selfSigned } from '../support/pki.ts';

const shown = selfSigned({ names: ['localhost'] });

const serve = async (): Promise<number> => {
  const server = createServer({ key: shown.key, cert: shown.cert });
  server.on('secureConnection', (socket) => socket.on('error', () => {}));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

describe('mpgate pin', () => {
  it('of a file: the pin and nothing else', async () => {
    const cwd = await folder({ 'cert.pem': shown.cert });
    expect(await runCli(['pin', 'cert.pem'], { cwd })).toEqual({ code: 0, stdout: `${shown.pin}\n`, stderr: '' });
  });

  it('of a host: the pin on stdout, what is wrong with the certificate on stderr', async () => {
    const { code, stdout, stderr } = await runCli(['pin', `127.0.0.1:${await serve()}`]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${shown.pin}\n` });
    expect(stderr).toContain('does not trust the certificate');
  });

  it('--json is one object', async () => {
    const cwd = await folder({ 'cert.pem': shown.cert });
    const port = await serve();
    const ofFile = JSON.parse((await runCli(['pin', '--json', 'cert.pem'], { cwd })).stdout);
    const ofHost = JSON.parse((await runCli(['pin', '--json', `127.0.0.1:${port}`], { cwd })).stdout);
    const { x509, pin } = shown;
    const common = {
      version: 1,
      pin,
      kind: 'certificate',
      subject: 'O=mpgate tests',
      issuer: 'O=mpgate tests',
      names: ['DNS:localhost'],
      notBefore: new Date(x509.validFrom).toISOString(),
      notAfter: new Date(x509.validTo).toISOString(),
    };
    expect(ofFile).toEqual({ ...common, of: join(cwd, 'cert.pem'), trusted: null });
    expect(ofHost).toEqual({ ...common, of: `127.0.0.1:${port}`, trusted: false });
  });

  it.each([
    ['a file that is not there', 'none.pem', 2, /none\.pem cannot be read: there is no such file/],
    ['no host', 'a b', 2, /"a b" is neither a file nor a host/],
    ['a host that is not there', '127.0.0.1:1', 3, /127\.0\.0\.1:1 shows no certificate: nothing listens/],
  ])('%s', async (_what, target, exitCode, message) => {
    const { code, stdout, stderr } = await runCli(['pin', target], { cwd: await folder({}) });
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('wants a target', async () => {
    expect(await runCli(['pin'])).toMatchObject({ code: 2, stdout: '' });
  });
});
