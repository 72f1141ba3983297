import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';
import { tlsOrigin } from '../support/origin.ts';
import { selfSigned } from '../support/pki.ts';
import { trustedCa } from '../support/world.ts';

const APPID = 'wx0123456789abcdef';
const domains = { request: ['https://api.shop.test'], connectSocket: ['wss://ws.shop.test'] };

const shop = async () => {
  const good = await tlsOrigin(() => {});
  const { key, cert } = selfSigned({ names: ['ws.shop.test'] });
  const bad = await tlsOrigin(() => {}, { key, cert });
  const app = { appid: APPID, profile: 'wechat', version: '1', domains };
  const cwd = await folder({ 'root.pem': trustedCa().cert, 'app.json': JSON.stringify(app) });
  const go = (...words: string[]) =>
    runCli(
      [
        'check',
        ...['--ca', 'root.pem'],
        ...['--resolve', `api.shop.test=127.0.0.1:${good.port}`],
        ...['--resolve', `ws.shop.test=127.0.0.1:${bad.port}`],
        ...words,
      ],
      { cwd },
    );
  return { go, good };
};

describe('mpgate check on servers', () => {
  it('a good server: 0', async () => {
    const { code, stdout, stderr } = await (await shop()).go('api.shop.test');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^✓ api\.shop\.test:443 {2}ios ✓ {2}android ✓ {2}strictest ✓\n/);
    expect(stdout).toMatch(/TLS +1\.2 \(\S+\), 1\.3 \(\S+\)\n/);
  });

  it('the servers of an app, of which one fails: 1', async () => {
    const { code, stdout } = await (await shop()).go('--app', 'app.json');
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ ws\.shop\.test:443 .*✗/);
    expect(stdout).toMatch(/cert-self-signed: .*\n.*connectSocket:fail/);
    expect(stdout).toMatch(/✗ 2 hosts, 1 of which fails on the strictest phone\n$/);
  });

  it('--json is one object', async () => {
    const { code, stdout } = await (await shop()).go('--json', '--app', 'app.json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      platform: 'strictest',
      hosts: [
        { host: 'api.shop.test', port: 443, ok: true, findings: [], tls: { '1.2': true }, pins: { state: 'none' } },
        { host: 'ws.shop.test', port: 443, ok: false, findings: [{ rule: 'cert-self-signed', effect: 'error' }] },
      ],
    });
  });

  it('warns of a certificate that runs out sooner than --min-days, and that is no failure', async () => {
    const { go } = await shop();
    const { code, stdout } = await go('--min-days', '40000', 'api.shop.test');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^! api\.shop\.test:443/);
    expect(stdout).toMatch(/cert-dates: .* runs out in \d+ days\./);
  });
});
