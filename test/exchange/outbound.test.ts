import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { beginning, requestFacts } from '../../src/exchange/facts-of.ts';
import { Flow } from '../../src/exchange/flow.ts';
import { outboundOf } from '../../src/exchange/outbound.ts';
import { policyOf } from '../support/policy.ts';
import { keeping, openDesk } from './desk.ts';

const outboundFor = async (request: string) => {
  const desk = await openDesk();
  const { socket } = await desk.client();
  socket.write(request);
  const inbound = await desk.nth(0);
  const policy = policyOf();
  const flow = new Flow(keeping().bus, beginning(inbound, policy));
  return { flow, outbound: outboundOf(inbound, requestFacts(inbound), policy, flow, false) };
};

describe('a request as its server gets it', () => {
  it('has the platform’s referer in place of its own, and nothing that was for the gate', async () => {
    const { outbound } = await outboundFor(
      'GET /a?b HTTP/1.1\r\nHost: api.shop.test\r\nreferer: https://mine.test/\r\nX-Mpgate-Timeout: 9\r\nX-A: 1\r\n\r\n',
    );
    expect([outbound.method, outbound.path, outbound.body]).toEqual(['GET', '/a?b', null]);
    expect(outbound.headers.filter((_, index) => index % 2 === 0)).toEqual(['Host', 'referer', 'X-A']);
    expect(outbound.headers[3]).toMatch(/\/page-frame\.html$/);
  });

  it('has its body counted as it passes, and behind it the trailers that change nothing', async () => {
    const { flow, outbound } = await outboundFor(
      'POST / HTTP/1.1\r\nHost: api.shop.test\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n' +
        '5\r\nhello\r\n0\r\nX-Sum: 1\r\nCookie: a=b\r\nConnection: x\r\n\r\n',
    );
    if (!outbound.body) throw new Error('it has one');
    outbound.body.resume();
    await once(outbound.body, 'end');
    expect([flow.bytesUp, outbound.trailers()]).toEqual([5, ['X-Sum', '1']]);
  });
});
