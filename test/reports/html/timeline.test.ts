import { expect, it } from 'vitest';
import { spanText, timeline } from '../../../src/reports/html/timeline.ts';

const lane = {
  device: '10.0.0.1',
  appid: null,
  kind: 'request',
  limit: 10,
  running: [1, 10, 4],
  waiting: [0, 3, 0],
} as const;
const slots = { lanes: [lane], lost: 0, from: 0, stepMs: 500, points: 3 };

it('draws what runs, what waits and the limit, within the picture', () => {
  const { html } = timeline(slots);
  expect(html).toContain('at most 10 of 10 at once, 3 in line');
  expect(html).toContain('>1.5 s</span>');
  const points = [...html.matchAll(/ d="M([^"]+)Z"/g)].flatMap(([, path = '']) =>
    path.split('L').map((point) => point.split(',').map(Number)),
  );
  expect(points).toHaveLength(24);
  for (const [x = -1, y = -1] of points) {
    expect(x >= 0 && x <= 1000).toBe(true);
    expect(y >= 0 && y <= 78).toBe(true);
  }
});

it('is nothing where nothing was open, and says how many are left out', () => {
  expect(timeline({ ...slots, lanes: [] }).html).toBe('');
  expect(timeline({ ...slots, lost: 4 }).html).toContain('4 further devices and apps are not shown.');
});

it.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [1000, '1.0 s'],
  [119_000, '119.0 s'],
  [180_000, '3 min'],
])('%s ms: %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});
