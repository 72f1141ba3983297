import type { Har } from 'har-format';
import { describe, expect, it } from 'vitest';
import { startHar } from '../../src/reports/har.ts';
import { began, completed } from '../events/made.ts';
import { harFaults } from '../support/har-faults.ts';
import { events, source } from './made.ts';

const written = (list: typeof events): Har => {
  const made = source();
  const parts: string[] = [];
  const finish = startHar(made.flows, (text) => void parts.push(text));
  for (const event of list) made.bus.emit(event);
  finish();
  return JSON.parse(parts.join(''));
};

describe('HAR 1.2', () => {
  it('is what the public schema says, with every flow that ended', () => {
    const har = written(events);
    expect(harFaults(har)).toEqual([]);
    expect(har.log.version).toBe('1.2');
    expect(har.log.entries.map(({ connection }) => connection)).toEqual([
      'good',
      'bad',
      'let',
      'lost',
      'socket',
      'unread',
    ]);
    expect(harFaults({ log: {} })).not.toEqual([]);
  });

  it('shows a refused flow with status 0 and why, and one that failed too', () => {
    const [, bad, let_, lost, , unread] = written(events).log.entries;
    expect(bad?.response.status).toBe(0);
    expect(bad?.comment).toMatch(
      /^refused by mpgate, rule domain-allowlist: .* \(request:fail url not in domain list\)$/,
    );
    expect(let_?.response.status).toBe(404);
    expect(lost).toMatchObject({ response: { status: 0 }, comment: expect.stringContaining('failed: ECONNRESET ') });
    expect(unread).toMatchObject({
      request: { method: 'CONNECT', url: 'https://pinned.test/' },
      comment: 'passed through unread: pinned.test is on the bypass list',
    });
  });

  it('hides secrets, and counts time in line as blocked', () => {
    const waited = { v: 1, type: 'flow.waited', at: 1, flow: 'w', waitedMs: 5 } as const;
    const har = written([...events, began('w'), waited, completed('w')]);
    expect(JSON.stringify(har)).not.toContain('s3cret');
    expect(har.log.entries.at(-1)).toMatchObject({ time: 12, timings: { blocked: 5, wait: 7 } });
    expect(har.log.entries[1]?.request.queryString[0]).toEqual({ name: 'token', value: '***' });
  });

  it('goes out in pieces, every entry in them', () => {
    const made = source();
    const parts: string[] = [];
    const finish = startHar(made.flows, (text) => void parts.push(text));
    for (let n = 0; n < 1000; n += 1) {
      made.bus.emit(began(`${n}`));
      made.bus.emit(completed(`${n}`));
    }
    finish();
    expect(parts.length).toBeGreaterThan(4);
    expect(JSON.parse(parts.join('')).log.entries).toHaveLength(1000);
  });

  it('is HAR where nothing passed', () => {
    expect(written([]).log.entries).toEqual([]);
    expect(harFaults(written([]))).toEqual([]);
  });
});
