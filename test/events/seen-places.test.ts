import { expect, it } from 'vitest';
import type { Flow } from '../../src/events/flows.ts';
import { seenPlaces } from '../../src/events/seen-places.ts';
import type { FlowBegan } from '../../src/model/event.ts';
import { began, completed, flowOf } from './made.ts';

interface Seen extends Partial<FlowBegan> {
  readonly spliced?: string;
}

const flow = ({ spliced, ...changes }: Seen): Flow =>
  flowOf(
    began('f', { appid: 'wx1', url: 'https://a.test/x', host: 'a.test', ...changes }),
    completed('f', 0, spliced ?? null),
  );

const counted = (...flows: readonly Seen[]) => {
  const places = seenPlaces('wx1');
  for (const changes of flows) places.add(flow(changes));
  return places;
};

it('counts the app’s flows by place', () => {
  const all = counted({}, { url: 'https://a.test/y' }, { appid: 'wx2' }, { appid: null }, { api: 'none' }).all();
  expect(all).toEqual([
    { api: 'request', sure: 'likely', scheme: 'https', host: 'a.test', port: 443, flows: 2, mediaOnly: false },
  ]);
});

it('leaves out what the bypass list let through', () => {
  expect(counted({ kind: 'tunnel', spliced: 'bypassed: the host is on the bypass list' }).all()).toEqual([]);
  expect(counted({ kind: 'tunnel', url: 'a.test:443', spliced: 'decrypt is "never"' }).all()).toMatchObject([
    { scheme: 'https', mediaOnly: false },
  ]);
});

it.each([
  [{ url: 'https://a.test/x.png?v=1' }, true],
  [{ url: 'https://a.test/x.mp4' }, true],
  [{ url: 'https://a.test/x.json' }, false],
  [{ url: 'https://a.test/x.png', method: 'POST' }, false],
  [{ url: 'https://a.test/x.png', sure: 'certain' as const }, false],
])('%j is media: %s', (changes, isMedia) => {
  expect(counted({ api: 'downloadFile', sure: 'unknown', ...changes }).all()[0]?.mediaOnly).toBe(isMedia);
});

it('holds 10,000 places and counts what goes elsewhere', () => {
  const flows = Array.from({ length: 10_002 }, (_, index) => ({ host: `h${index}.test` }));
  const places = counted(...flows, { host: 'h0.test' });
  expect([places.all().length, places.left()]).toEqual([10_000, 2]);
});
