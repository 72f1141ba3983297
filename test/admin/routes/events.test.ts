import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AdminOptions } from '../../../src/admin/server.ts';
import { createEventRing } from '../../../src/events/event-ring.ts';
import { began, completed, world } from '../../events/made.ts';
import { until } from '../../support/until.ts';
import { readEvents } from '../sse.ts';
import { bearer, openWindow } from '../window.ts';

/** A window over a ring of so many events. */
const opened = async (size = 1000, changes: Partial<AdminOptions> = {}) => {
  const { bus } = world();
  const ring = createEventRing(bus, { size });
  const window = await openWindow({ ring, ...changes });
  onTestFinished(() => window.admin.close());
  const follow = async (lastId?: string) => {
    const answer = await window.get('/api/v1/events', {
      ...bearer,
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    });
    return { answer, ...readEvents(answer) };
  };
  const tell = (...flows: readonly string[]) => {
    for (const flow of flows) {
      bus.emit(began(flow));
      bus.emit(completed(flow));
    }
  };
  return { ...window, bus, ring, follow, tell };
};

describe('GET /api/v1/events', () => {
  it('tells of each event as it happens, with an id, from the time of asking on', async () => {
    const { follow, tell, ring } = await opened();
    tell('before');
    const { answer, next } = await follow();
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await next(1);
    tell('a');
    expect(await next(3)).toMatchObject([
      { id: `${ring.epoch}-2`, event: 'stream.began', data: { v: 1, lost: 0 } },
      { id: `${ring.epoch}-3`, event: 'flow.began', data: { type: 'flow.began', flow: 'a', host: 'echo.mpgate.test' } },
      { id: `${ring.epoch}-4`, event: 'flow.completed', data: { type: 'flow.completed', flow: 'a', status: 200 } },
    ]);
  });

  it('goes on after Last-Event-ID with nothing lost, also for a reader that had only begun', async () => {
    const { follow, tell } = await opened();
    const first = await follow();
    const [start] = await first.next(1);
    await first.leave();
    tell('a', 'b');
    const second = await follow(start?.id);
    const seen = await second.next(5);
    expect(seen.map(({ data }) => data.flow ?? data.lost)).toEqual([0, 'a', 'a', 'b', 'b']);
    await second.leave();
    tell('c');
    const third = await follow(seen.at(3)?.id);
    expect((await third.next(4)).map(({ data }) => data.flow ?? data.lost)).toEqual([0, 'b', 'c', 'c']);
  });

  it('says how many events were lost where the ring no longer holds them', async () => {
    const { follow, tell } = await opened(4);
    const first = await follow();
    const [start] = await first.next(1);
    await first.leave();
    tell('a', 'b', 'c', 'd', 'e');
    const again = await follow(start?.id);
    expect((await again.next(5)).map(({ data }) => data.flow ?? data.lost)).toEqual([6, 'd', 'd', 'e', 'e']);
  });

  it.each(['0', 'nonsense', 'other-1', '', 'x-99999999999999999999'])(
    'says of the id %j, which is none of this gate, that the loss is unknown',
    async (id) => {
      const { follow, tell } = await opened();
      const { next } = await follow(id);
      await next(1);
      tell('a');
      expect((await next(3)).map(({ data }) => data.flow ?? data.lost)).toEqual([null, 'a', 'a']);
    },
  );

  it('holds nothing for a reader that never reads, slows nobody, and says later what it missed', async () => {
    const { admin, follow, bus, get, ring } = await opened(100);
    const lazy = connect(admin.port, '127.0.0.1');
    onTestFinished(() => void lazy.destroy());
    lazy.write(`GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${bearer.authorization}\r\n\r\n`);
    await once(lazy, 'readable');
    const before = process.memoryUsage().heapUsed;
    const total = 60_000;
    const url = `https://echo.mpgate.test/${'x'.repeat(1500)}`;
    for (let n = 0; n < total; n += 1) {
      bus.emit(began(`f${n}`, { url }));
      // Lets the loop turn, as traffic does.
      if (n % 50 === 0) expect((await get('/healthz')).status).toBe(200);
    }
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
    const { next } = await follow();
    await next(1);
    let text = '';
    lazy.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    await until('it has come to the last event', () => text.includes(`id: ${ring.epoch}-${total}\n`));
    const lost = [...text.matchAll(/"type":"stream\.lost","at":\d+,"lost":(\d+)/g)].map(([, count]) => Number(count));
    const got = text.match(/^event: flow\.began$/gm)?.length ?? 0;
    expect(lost.length).toBeGreaterThan(0);
    expect(got + lost.reduce((sum, count) => sum + count, 0)).toBe(total);
  });

  it('gives signs of life in between', async () => {
    const { admin } = await opened(100, { stream: { beatMs: 5 } });
    const socket = connect(admin.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${bearer.authorization}\r\n\r\n`);
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    await until('two signs have come', () => (text.match(/^: $/gm)?.length ?? 0) >= 2);
  });

  it('takes sixteen readers, and another one when one of them has left', async () => {
    const { follow, get } = await opened();
    const readers = await Promise.all(Array.from({ length: 16 }, () => follow()));
    expect(readers.map(({ answer }) => answer.status)).toEqual(Array.from({ length: 16 }, () => 200));
    const refused = await get('/api/v1/events', bearer);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
    expect(await refused.json()).toMatchObject({ status: 429, detail: expect.stringContaining('16 readers') });
    await readers[0]?.leave();
    await until('there is room again', async () => {
      const { answer, leave } = await follow();
      await leave();
      return answer.status === 200;
    });
  });

  it('sends what there is, and ends, when the server closes', async () => {
    const { admin, follow, tell } = await opened();
    const { next, rest } = await follow();
    await next(1);
    tell('last');
    await admin.close();
    expect((await rest()).map(({ event }) => event)).toEqual(['stream.began', 'flow.began', 'flow.completed']);
  });

  it('asks for the token, and answers no HEAD', async () => {
    const { get, url } = await opened();
    expect((await get('/api/v1/events')).status).toBe(401);
    expect((await fetch(`${url}/api/v1/events`, { method: 'HEAD', headers: bearer })).status).toBe(404);
  });
});
