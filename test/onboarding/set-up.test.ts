import { describe, expect, it } from 'vitest';
import { ask, dial, exchangeRaw } from '../support/client.ts';
import { openWorld, type World } from '../support/world.ts';

const direct = async (world: World, headers = '', path = '/'): Promise<string> =>
  exchangeRaw(await dial(world), `GET ${path} HTTP/1.1\r\n${headers || 'Host: x\r\n'}Connection: close\r\n\r\n`);

describe('a visitor of the set-up page', () => {
  it('reads the language that the browser asks for, or chooses the other', async () => {
    const world = await openWorld();
    expect(await direct(world)).toMatch(/\r\nContent-Language: en\r\n.*Set up a phone/s);
    const chinese = 'Host: x\r\nAccept-Language: zh-CN,zh;q=0.9\r\n';
    expect(await direct(world, chinese)).toMatch(/\r\nContent-Language: zh-CN\r\nVary: Accept-Language\r\n/);
    expect(await direct(world, chinese, '/?lang=en')).toMatch(/\r\nContent-Language: en\r\n/);
    expect(await direct(world, chinese, '/?lang=xx')).toMatch(/\r\nContent-Language: zh-CN\r\n/);
  });

  it('gets a page under a strict policy that no one keeps', async () => {
    const text = await direct(await openWorld());
    expect(text).toMatch(/\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; style-src 'sha256-/);
    expect(text).toContain('\r\nCache-Control: no-store\r\n');
  });

  it('sees the address that it reached, also through the proxy', async () => {
    const world = await openWorld();
    for (const url of ['http://mpgate.test/', 'https://mpgate.test/']) {
      const { status, headers, body } = await ask(world, url);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(body).toContain(`http://127.0.0.1:${world.port}/proxy.pac`);
      expect(body).toContain(`data-url="${url}test/proxy?lang=en"`);
      expect(body).toContain(world.gateway.ca.fingerprint.slice(0, 23));
    }
  });

  it('is told of an address translation by the address that it typed', async () => {
    const world = await openWorld();
    const text = await direct(world, 'Host: 192.168.7.7:18080\r\n');
    expect(text).toContain('<dd class="big">192.168.7.7</dd>');
    expect(text).toContain(`sees 127.0.0.1:${world.port} here`);
  });

  it.each(['evil.test:8080', '"><script>', '1.2.3.4:99999', ''])(
    'is shown nothing of the Host header %s',
    async (host) => {
      const world = await openWorld();
      const text = await direct(world, `Host: ${host}\r\n`);
      expect(text).toContain('<dd class="big">127.0.0.1</dd>');
      expect(text).not.toMatch(/evil|"><script>|99999/);
    },
  );

  it('gets the script of the self-test from a file of its own', async () => {
    const text = await direct(await openWorld(), '', '/self-test.js');
    expect(text).toMatch(/^HTTP\/1\.1 200 .*\r\nContent-Type: text\/javascript; charset=utf-8\r\n.*XMLHttpRequest/s);
  });
});
