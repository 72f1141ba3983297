import { describe, expect, it } from 'vitest';
import { type Block, fail, howToRefuse, isMiniProgram, refuse } from '../../src/exchange/refuse.ts';
import { rules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { violation } from '../events/made.ts';
import { until } from '../upstream/turns.ts';
import { openDesk } from './desk.ts';

/** The status that a refusal has by the stage at which its rule is asked; of the background it is the same at both. */
const statusOf = ({ id, checks }: Rule): number => {
  if (id.startsWith('background-')) return 403;
  if (checks.admit) return 429;
  if (checks.clock) return 504;
  return checks.peer || checks.dial ? 502 : 403;
};

const WECHAT = 'Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.49 MiniProgramEnv/android';
const FRAME = 'https://appservice.qq.com/wx0123456789abcdef/0/page-frame.html';

/** Sends one request to a desk that answers it so. */
const answered = async (request: string, block: Block, rule = 'domain-allowlist') => {
  const cause = violation(rule);
  const desk = await openDesk({
    take: (inbound) => refuse(inbound, cause, howToRefuse(block, inbound)),
  });
  const client = await desk.client();
  client.socket.write(request);
  return client;
};

const GET = 'GET / HTTP/1.1\r\nHost: api.shop.test\r\nConnection: close\r\n\r\n';

describe('who takes an answer for a success', () => {
  it.each([
    [WECHAT, null, true],
    ['Mozilla/5.0 wechatdevtools/1.06', null, true],
    ['Mozilla/5.0 QQ/8.9.28 miniProgram', null, true],
    ['TCMPP/1.5', null, true],
    ['curl/8.5.0', null, false],
    ['curl/8.5.0', FRAME, true],
    ['Mozilla/5.0 Chrome/130.0', 'https://www.shop.test/page-frame.html?x', false],
    ['Mozilla/5.0 MQQBrowser/6.2', null, false],
    [null, null, false],
  ])('user agent %j, referer %j: %s', (userAgent, referer, expected) => {
    expect(isMiniProgram(userAgent, referer)).toBe(expected);
  });
});

describe('how it is refused', () => {
  it.each([
    ['auto', 'curl/8', '', 'explain'],
    ['auto', WECHAT, '', 'cut'],
    ['auto', 'curl/8', FRAME, 'cut'],
    ['explain', WECHAT, FRAME, 'explain'],
    ['cut', 'curl/8', '', 'cut'],
  ] as const)('block %s, user agent %j, referer %j: %s', async (block, userAgent, referer, how) => {
    const { ended, text } = await answered(
      `GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: ${userAgent}\r\nReferer: ${referer}\r\nConnection: close\r\n\r\n`,
      block,
    );
    expect(await ended).toBe(how === 'cut' ? 'ECONNRESET' : 'end');
    expect(text()).toMatch(how === 'cut' ? /^$/ : /^HTTP\/1\.1 403 /);
  });

  it('an answer that has begun can only be cut', async () => {
    const desk = await openDesk();
    const { socket, ended, text } = await desk.client();
    socket.write(GET);
    const inbound = await desk.nth(0);
    inbound.response.writeHead(200, ['Content-Length', '9']).flushHeaders();
    inbound.response.write('half');
    await until(() => text().endsWith('half'));
    expect(howToRefuse('explain', inbound)).toBe('cut');
    refuse(inbound, violation('timeout'), 'cut');
    expect(await ended).toBe('ECONNRESET');
  });
});

describe('an explanation', () => {
  it.each(rules.map((rule) => [rule.id, statusOf(rule)] as const))(
    'of %s is a %d with its rule and its body',
    async (id, status) => {
      const { ended, text } = await answered(GET, 'explain', id);
      expect(await ended).toBe('end');
      const [head = '', body = ''] = text().split('\r\n\r\n');
      expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(head).toContain(`\r\nX-Mpgate-Rule: ${id}`);
      expect(head).toContain('\r\nContent-Type: application/json\r\n');
      expect(head).toContain('\r\nCache-Control: no-store');
      expect(JSON.parse(body)).toMatchObject({
        version: 1,
        rule: id,
        errMsg: expect.any(String),
        fix: expect.any(String),
      });
    },
  );

  it('to HEAD has no body', async () => {
    const { ended, text } = await answered(GET.replace('GET', 'HEAD'), 'explain');
    await ended;
    expect(text()).toMatch(/^HTTP\/1\.1 403 .*\r\nContent-Length: [1-9]\d*\r\n.*\r\n\r\n$/s);
  });

  it('leaves the connection for the next request, if this one is all here', async () => {
    const { socket, text } = await answered('GET /1 HTTP/1.1\r\nHost: x\r\n\r\n', 'explain');
    await until(() => text().includes('"fix"'));
    socket.write('GET /2 HTTP/1.1\r\nHost: x\r\n\r\n');
    await until(() => text().match(/HTTP\/1\.1 403/g)?.length === 2);
  });

  it('ends the connection where a body is still to come, and is read all the same', async () => {
    const { ended, text } = await answered(
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\nbegun',
      'explain',
    );
    await ended;
    expect(text()).toMatch(/^HTTP\/1\.1 403 .*\r\nConnection: close\r\n/s);
    expect(text()).toMatch(/"docs": .*\n}\n$/);
  });

  it('of a WebSocket ends its connection', async () => {
    const { ended, text } = await answered(
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      'explain',
      'concurrency-socket',
    );
    expect(await ended).toBe('end');
    expect(text()).toMatch(/^HTTP\/1\.1 429 /);
  });
});

describe('a failure of the network', () => {
  it.each([
    ['a tool', 'curl/8', 'end', /^HTTP\/1\.1 502 .*\r\nX-Mpgate-Failure: ECONNREFUSED\r\n/s],
    ['a mini program', WECHAT, 'ECONNRESET', /^$/],
  ])('for %s', async (_, userAgent, ending, answer) => {
    const desk = await openDesk({ take: (inbound) => fail(inbound, 'auto', 'ECONNREFUSED', 'connect ECONNREFUSED') });
    const { socket, ended, text } = await desk.client();
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: ${userAgent}\r\nConnection: close\r\n\r\n`);
    expect(await ended).toBe(ending);
    expect(text()).toMatch(answer);
  });

  it('says what and why, with the status that is asked for', async () => {
    const desk = await openDesk({ take: (inbound) => fail(inbound, 'explain', 'NO_APP', 'No app.', 403) });
    const { socket, ended, text } = await desk.client();
    socket.write(GET);
    await ended;
    const [head = '', body = ''] = text().split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 403 /);
    expect(JSON.parse(body)).toEqual({ version: 1, failure: 'NO_APP', message: 'No app.' });
  });
});
