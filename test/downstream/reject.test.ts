import { once } from 'node:events';
import { text as textOf } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { reject } from '../../src/downstream/reject.ts';
import { socketPair } from '../support/socket-pair.ts';
import { until } from '../upstream/turns.ts';

const BODY = { version: 1, message: 'd\u00e9j\u00e0' };

describe('an answer on a bare socket', () => {
  it('is a whole response, with the connection’s end', async () => {
    const [client, gate] = await socketPair();
    reject(gate, 403, { 'X-Mpgate-Rule': 'domain-allowlist' }, BODY);
    const [head = '', body = ''] = (await textOf(client)).split('\r\n\r\n');
    expect(head.split('\r\n')).toEqual([
      'HTTP/1.1 403 Forbidden',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      'X-Mpgate-Rule: domain-allowlist',
    ]);
    expect(JSON.parse(body)).toEqual(BODY);
    client.destroy();
    await once(gate, 'close');
  });

  it('is not lost to a client that goes on sending: all that it sends is read', async () => {
    const [client, gate] = await socketPair();
    const total = 4 * 1024 * 1024;
    client.write(Buffer.alloc(total));
    reject(gate, 403, {}, BODY);
    let text = '';
    client.on('data', (chunk) => {
      text += chunk;
    });
    await until(() => text.includes('"version": 1') && gate.bytesRead === total);
    client.end();
    await once(gate, 'close');
  });

  it('ends by itself where the client never does', { timeout: 4_000 }, async () => {
    const [client, gate] = await socketPair();
    client.resume();
    reject(gate, 400, {}, BODY);
    await once(gate, 'close');
    client.destroy();
  });

  it('is none where the socket has ended, or is gone', async () => {
    const [client, gate] = await socketPair();
    gate.end('said');
    reject(gate, 400, {}, BODY);
    expect(await textOf(client)).toBe('said');
    gate.destroy();
    await until(() => gate.closed);
    reject(gate, 400, {}, BODY);
    client.destroy();
  });
});
