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

it('a platform without a limit has no line, and the picture is as high as what was seen', () => {
  const free = { ...lane, limit: null, running: [1, 40, 4], waiting: [0, 0, 0] };
  const { html } = timeline({ ...slots, lanes: [free] });
  expect(html).toContain('at most 40 at once<');
  expect(html).toContain('requests over time, no limit');
  expect(html).not.toMatch(/class="(?:key )?limit"|of null|limit null/);
  const heights = [...html.matchAll(/,(\d+(?:\.\d+)?)/g)].map(([, y]) => Number(y));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(4);
  expect(Math.min(...heights)).toBeLessThan(15);
  expect(timeline({ ...slots, lanes: [free, lane] }).html).toContain('<span class="key limit"></span>limit');
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
