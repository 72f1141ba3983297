import type { SlotHistory } from '../slot-history.ts';
import type { LaneHistory } from '../slot-lane.ts';
import { type Markup, markup, nothing } from './markup.ts';

/** The picture is stretched to the page's width: words stand beside it, not in it. */
const width = 1000;
const floor = 78;
const top = 4;

/** `850 ms`, `12.3 s`, `4 min`. */
export const spanText = (ms: number): string => {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
};

/** A closed outline of steps from one row of heights down to another. */
const outline = (lower: readonly number[], upper: readonly number[], x: (at: number) => number): string => {
  const forth = upper.flatMap((y, at) => [`${x(at)},${y}`, `${x(at + 1)},${y}`]);
  const back = lower.flatMap((y, at) => [`${x(at)},${y}`, `${x(at + 1)},${y}`]).reverse();
  return `M${[...forth, ...back].join('L')}Z`;
};

const round = (value: number): number => Math.round(value * 10) / 10;

const labels = { request: 'requests', socket: 'sockets' } as const;

const chart = ({ running, waiting, limit, kind }: LaneHistory, { points, stepMs }: SlotHistory): Markup => {
  const sums = running.map((count, at) => count + (waiting[at] ?? 0));
  const most = Math.max(limit ?? 1, ...sums) * 1.12;
  const x = (at: number): number => round((at * width) / points);
  const y = (count: number): number => round(floor - (count * (floor - top)) / most);
  const [ground, lower, upper] = [running.map(() => floor), running.map(y), sums.map(y)];
  const name = `${labels[kind]} over time, ${limit === null ? 'no limit' : `limit ${limit}`}`;
  const line =
    limit === null ? nothing : markup`<line class="limit" x1="0" x2="${width}" y1="${y(limit)}" y2="${y(limit)}"/>`;
  return markup`<svg viewBox="0 0 ${width} ${floor}" preserveAspectRatio="none" role="img" aria-label="${name}"><path class="running" d="${outline(ground, lower, x)}"/><path class="waiting" d="${outline(lower, upper, x)}"/>${line}</svg><div class="axis"><span>0</span><span>${spanText(points * stepMs)}</span></div>`;
};

const laneOf = (lane: LaneHistory, slots: SlotHistory): Markup => {
  const [running, waiting] = [Math.max(0, ...lane.running), Math.max(0, ...lane.waiting)];
  const line = waiting > 0 ? `, ${waiting} in line` : '';
  return markup`<div class="lane"><div class="lane-title"><span><b>${lane.device}</b> <span class="soft">${lane.appid ?? 'no app'}, ${labels[lane.kind]}</span></span><span class="soft">at most ${running}${lane.limit === null ? '' : ` of ${lane.limit}`} at once${line}</span></div>${chart(lane, slots)}</div>`;
};

/** How many requests and sockets each device had open at once, against the platform's limits. */
export const timeline = (slots: SlotHistory): Markup => {
  if (slots.lanes.length === 0) return nothing;
  const lost =
    slots.lost > 0 ? markup`<p class="soft">${slots.lost} further devices and apps are not shown.</p>` : nothing;
  const key = slots.lanes.some(({ limit }) => limit !== null) ? markup`<span class="key limit"></span>limit` : nothing;
  return markup`<h2>Open at once</h2><p class="soft">The most at any moment<span class="key running"></span>running<span class="key waiting"></span>in line${key}</p><div class="sheet">${slots.lanes.map((lane) => laneOf(lane, slots))}</div>${lost}`;
};
