import { afterAll, describe, expect, it } from 'vitest';
import { began, completed } from '../../events/made.ts';
import { openWorld } from '../../support/world.ts';
import { askAdmin } from '../asked.ts';
import { openWindow } from '../window.ts';

describe('/metrics', async () => {
  const { admin, bus, get } = await openWindow();
  afterAll(() => admin.close());

  it('answers in the text format of Prometheus, to anybody', async () => {
    bus.emit(began('a'));
    bus.emit(completed('a'));
    const answer = await get('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await answer.text()).toContain('mpgate_flows_total{outcome="completed"} 1');
  });
});

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly string[];
}

/** Reads the text exposition format, and throws for what does not belong to the family above it. */
const familiesIn = (text: string): readonly Family[] =>
  text
    .trim()
    .split(/\n(?:\n)?(?=# HELP )/)
    .map((block) => {
      const [help = '', type = '', ...samples] = block.trim().split('\n');
      const [, name = '', words = ''] = /^# HELP (\S+) (.+)$/.exec(help) ?? [];
      const [, typed, kind = ''] = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(type) ?? [];
      const sample = new RegExp(
        `^${name}(_bucket|_sum|_count)?(\\{[a-zA-Z_]\\w*="[^"]*"(,[a-zA-Z_]\\w*="[^"]*")*\\})? (-?[\\d.e+-]+|nan|\\+inf)$`,
        // Prometheus reads numbers as Go does, in upper and lower case.
        'i',
      );
      if (typed !== name) throw new Error(`${name} has no type`);
      for (const line of samples) if (!sample.test(line)) throw new Error(`${line} stands below ${name}`);
      return { name, help: words, type: kind, samples };
    });

describe('/metrics of a whole gate', () => {
  it('reads as Prometheus reads it, each name once, by the conventions', async () => {
    const families = familiesIn((await askAdmin(await openWorld(), '/metrics')).text);
    const names = families.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    const counters = families.filter(({ type }) => type === 'counter').map(({ name }) => name);
    const gauges = families.filter(({ type }) => type === 'gauge').map(({ name }) => name);
    expect(counters.filter((name) => !name.endsWith('_total'))).toEqual([]);
    expect(gauges.filter((name) => /^mpgate_.*_total$/.test(name))).toEqual([]);
    expect(families.filter(({ help }) => help === '')).toEqual([]);
  });

  it('tells of rules and flows, places and lines, connections, what is kept, and the event loop', async () => {
    const families = familiesIn((await askAdmin(await openWorld(), '/metrics')).text);
    const samples = families.flatMap((family) => family.samples.map((line) => line.replace(/ [^ ]+$/, '')));
    for (const wanted of [
      ...['completed', 'refused', 'failed', 'aborted'].map((outcome) => `mpgate_flows_total{outcome="${outcome}"}`),
      ...['pass', 'fail', 'warn', 'not-checkable'].map(
        (verdict) => `mpgate_rule_verdicts_total{rule="domain-allowlist",verdict="${verdict}"}`,
      ),
      ...['requests_running', 'sockets_open', 'requests_waiting', 'upstream_connections', 'upstream_idle'],
      ...['leaves_cached', 'leaves_minted_total', 'leaves_hits_total', 'pins_verified', 'flows_kept', 'devices'],
      ...['client_connections', 'session_events_dropped_total', 'flows_dropped_total', 'flows_open'],
      ...['nodejs_eventloop_lag_mean_seconds', 'nodejs_eventloop_lag_p99_seconds'],
    ])
      expect(samples).toContain(/^(mpgate|nodejs)_/.test(wanted) ? wanted : `mpgate_${wanted}`);
  });
});
