import { describe, expect, it } from 'vitest';
import { beginning, requestFacts, tunnelFacts } from '../../src/exchange/facts-of.ts';
import { authorityOf } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';
import { type DeskOptions, openDesk } from './desk.ts';

const inboundOf = async (head: string, options: DeskOptions = {}) => {
  const desk = await openDesk(options);
  const { socket } = await desk.client();
  socket.write(`${head}\r\n\r\n`);
  return desk.nth(0);
};

const frame = (version: string) => `https://appservice.qq.com/wx0123456789abcdef/${version}/page-frame.html`;

describe('facts of an inbound request', () => {
  it('for the tunnel: where to, from whom, and what the TLS handshake asked for', async () => {
    const inbound = await inboundOf('GET / HTTP/1.1\r\nHost: other.test', { inlet: { device: '10.0.0.7', sni: null } });
    expect(tunnelFacts(inbound)).toEqual({
      authority: authorityOf('api.shop.test'),
      device: '10.0.0.7',
      scheme: 'https',
      api: { candidates: ['downloadFile', 'request'], sure: 'unknown' },
      sni: null,
    });
  });

  it('for the request: what its head says', async () => {
    const inbound = await inboundOf(
      `POST / HTTP/1.1\r\nHost: Other.test:8443\r\nReferer: ${frame('3')}\r\nContent-Type: application/json\r\nContent-Length: 0`,
    );
    expect(requestFacts(inbound)).toEqual({
      authority: authorityOf('api.shop.test'),
      device: '127.0.0.1',
      scheme: 'https',
      api: { candidates: ['request'], sure: 'likely' },
      method: 'POST',
      hosts: [authorityOf('other.test:8443')],
      writtenPort: 8443,
      referer: frame('3'),
      contentType: 'application/json',
      query: null,
    });
  });
});

describe('the beginning of a flow', () => {
  it('tells a request', async () => {
    const inbound = await inboundOf('GET /a?b=c HTTP/1.1\r\nHost: api.shop.test');
    expect(beginning(inbound, policyOf())).toEqual({
      kind: 'request',
      device: '127.0.0.1',
      appid: 'wx0123456789abcdef',
      profile: 'tcsas',
      version: '0',
      method: 'GET',
      url: 'https://api.shop.test/a?b=c',
      host: 'api.shop.test',
      port: 443,
      api: 'downloadFile',
      sure: 'unknown',
    });
  });

  it.each([
    ['api.shop.test', '', 'request', 'https://api.shop.test/'],
    ['api.shop.test:443', '', 'request', 'https://api.shop.test:443/'],
    ['api.shop.test:8443', '', 'request', 'https://api.shop.test:8443/'],
    ['[fd00::1]', '', 'request', 'https://[fd00::1]/'],
    ['[fd00::1]:80', '', 'request', 'https://[fd00::1]:80/'],
    ['ws.shop.test', '\r\nConnection: Upgrade\r\nUpgrade: websocket', 'socket', 'wss://ws.shop.test/'],
  ])('to %s%s: a %s to %s', async (host, more, kind, url) => {
    const inbound = await inboundOf(`GET / HTTP/1.1\r\nHost: ${host}${more}`, { host });
    expect(beginning(inbound, policyOf())).toMatchObject({ kind, url });
  });

  it.each([
    ['devtools', 'devtools'],
    ['12', '12'],
  ])('takes the release channel %s from the client’s own referer', async (version, expected) => {
    const inbound = await inboundOf(`GET / HTTP/1.1\r\nHost: x\r\nReferer: ${frame(version)}`);
    expect(beginning(inbound, policyOf()).version).toBe(expected);
  });
});
