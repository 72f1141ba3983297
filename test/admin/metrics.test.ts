import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/admin/metrics.ts';
import { createTally } from '../../src/events/tally.ts';
import { began, completed, failed, judged, refused, violation, world } from '../events/made.ts';

const rules = [{ id: 'r', title: 'R', checks: { tunnel: 1, request: 1 } }];

const measured = (gauges: Parameters<typeof createMetrics>[0]['gauges'] = {}) => {
  const { bus, flows } = world();
  const metrics = createMetrics({ flows, tally: createTally(rules, flows), gauges });
  return { bus, metrics };
};

describe('the metrics', () => {
  it('count flows by outcome, verdicts by rule, and time by API', async () => {
    const { bus, metrics } = measured();
    const events = [
      began('a'),
      judged('a', 'tunnel', ['r']),
      completed('a'),
      began('b', { api: 'connectSocket' }),
      refused('b', violation('r')),
      began('c', { api: 'made up by a client' }),
      failed('c'),
      began('open'),
      judged('open', 'tunnel', ['r']),
    ];
    for (const event of events) bus.emit(event);
    const lines = (await metrics.text()).split('\n');
    for (const line of [
      'mpgate_flows_total{outcome="completed"} 1',
      'mpgate_flows_total{outcome="refused"} 1',
      'mpgate_flows_total{outcome="failed"} 1',
      'mpgate_flows_total{outcome="aborted"} 0',
      'mpgate_rule_verdicts_total{rule="r",verdict="pass"} 1',
      'mpgate_rule_verdicts_total{rule="r",verdict="fail"} 1',
      'mpgate_rule_verdicts_total{rule="r",verdict="not-checkable"} 0',
      'mpgate_flow_duration_seconds_bucket{le="0.01",api="request"} 0',
      'mpgate_flow_duration_seconds_bucket{le="0.025",api="request"} 1',
      'mpgate_flow_duration_seconds_count{api="connectSocket"} 1',
      'mpgate_flow_duration_seconds_count{api="other"} 1',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('never fall between two readings', async () => {
    const { bus, metrics } = measured();
    bus.emit(began('a'));
    bus.emit(judged('a', 'tunnel', ['r']));
    expect(await metrics.text()).toContain('mpgate_rule_verdicts_total{rule="r",verdict="pass"} 0');
    bus.emit(judged('a', 'request', [], [violation('r', { effect: 'warn' })]));
    bus.emit(completed('a'));
    expect(await metrics.text()).toContain('mpgate_rule_verdicts_total{rule="r",verdict="warn"} 1');
    expect(await metrics.text()).toContain('mpgate_rule_verdicts_total{rule="r",verdict="warn"} 1');
  });

  it('read gauges when they are asked for, and hold the process and its event loop', async () => {
    let slots = 1;
    const { metrics } = measured({ mpgate_slots: { help: 'Slots in use.', read: () => slots } });
    expect(await metrics.text()).toContain(
      '# HELP mpgate_slots Slots in use.\n# TYPE mpgate_slots gauge\nmpgate_slots 1\n',
    );
    slots = 7;
    const text = await metrics.text();
    expect(text).toContain('\nmpgate_slots 7\n');
    for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds'])
      expect(text).toContain(name);
  });

  it('of two gates in one process do not meet', async () => {
    const [one, two] = [measured(), measured()];
    one.bus.emit(began('a'));
    one.bus.emit(completed('a'));
    expect(await two.metrics.text()).toContain('mpgate_flows_total{outcome="completed"} 0');
  });
});
