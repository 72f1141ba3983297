import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { streamEvents } from '../../src/admin/event-stream.ts';
import { createEventRing } from '../../src/events/event-ring.ts';
import { began, world } from '../events/made.ts';
import { until } from '../support/until.ts';

it('writes no more than its reader takes: the rest stays in the ring', async () => {
  const { bus } = world();
  const ring = createEventRing(bus, { size: 5000 });
  const target = new PassThrough({ highWaterMark: 1024 });
  const stream = streamEvents(target, ring, null);
  for (let n = 1; n <= 5000; n += 1) bus.emit(began(`f${n}`));
  await until('it has begun', () => target.writableNeedDrain);
  // At most one turn's worth beyond what it may hold.
  expect(target.writableLength + target.readableLength).toBeLessThan(65_536);
  let text = '';
  target.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await until('all have come', () => text.includes('"flow":"f5000"'));
  expect(text.match(/^event: flow\.began$/gm)).toHaveLength(5000);
  expect(text).not.toContain('stream.lost');
  stream.end();
  await until('it is over', () => target.closed);
});

it('lets a reader go that has taken nothing for too long', async () => {
  const { bus } = world();
  const ring = createEventRing(bus, { size: 500 });
  const target = new PassThrough({ highWaterMark: 1024 });
  streamEvents(target, ring, null, { beatMs: 5, stallMs: 20 });
  for (let n = 1; n <= 500; n += 1) bus.emit(began(`f${n}`));
  await until('it was let go', () => target.destroyed);
});

it('takes a drain for a sign of life', async () => {
  const { bus } = world();
  const ring = createEventRing(bus, { size: 500 });
  const target = new PassThrough({ highWaterMark: 1024 });
  streamEvents(target, ring, null, { beatMs: 5, stallMs: 10_000 });
  for (let n = 1; n <= 500; n += 1) bus.emit(began(`f${n}`));
  let text = '';
  target.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await until('signs have come after the last event', () => /"f500"[\s\S]*\n: \n\n: \n\n/.test(text));
});
