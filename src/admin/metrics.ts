import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Flows } from '../events/flows.ts';
import type { RuleRow } from '../events/report.ts';
import type { Tally } from '../events/tally.ts';
import type { Api } from '../model/facts.ts';
import type { State } from '../model/verdict.ts';

/** A number that is read when the metrics are asked for. */
export interface GaugeSource {
  /** What its name says without words; one that ends in `_total` only grows. */
  readonly help: string;
  readonly read: () => number;
}

/** The gate in numbers, for Prometheus. */
export interface Metrics {
  readonly contentType: string;
  /** Text exposition format. */
  readonly text: () => Promise<string>;
}

export interface MetricsOptions {
  readonly flows: Flows;
  readonly tally: Tally;
  /** By metric name. */
  readonly gauges: Readonly<Record<string, GaugeSource>>;
}

/** Seconds: from a small answer on loopback to the longest timeout, and a socket's life. */
const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Whatever else a flow may be called counts as `other`: a label must not grow with what clients send. */
const apis: { readonly [A in Api]: true } = {
  request: true,
  uploadFile: true,
  downloadFile: true,
  connectSocket: true,
  udp: true,
  tcp: true,
};

const verdicts: readonly (readonly [State, (row: RuleRow) => number])[] = [
  ['pass', (row) => row.passed],
  ['fail', (row) => row.failed],
  ['warn', (row) => row.warned],
  ['not-checkable', (row) => row.notCheckable],
];

// Counters are set from the tally when they are asked for: counting every answer here too would cost each request.
const countFlows = (registry: Registry, tally: Tally): void => {
  new Counter({
    name: 'mpgate_flows_total',
    help: 'Flows that ended, by outcome.',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset();
      const { completed, refused, failed, aborted } = tally.report('ended').flows;
      for (const [outcome, count] of Object.entries({ completed, refused, failed, aborted })) {
        this.inc({ outcome }, count);
      }
    },
  });
};

const countVerdicts = (registry: Registry, tally: Tally): void => {
  new Counter({
    name: 'mpgate_rule_verdicts_total',
    help: 'Flows that ended, by rule and the gravest answer of the rule.',
    labelNames: ['rule', 'verdict'],
    registers: [registry],
    collect() {
      this.reset();
      for (const row of tally.report('ended').rules) {
        for (const [verdict, of] of verdicts) this.inc({ rule: row.rule, verdict }, of(row));
      }
    },
  });
};

const timeFlows = (registry: Registry, flows: Flows): void => {
  const histogram = new Histogram({
    name: 'mpgate_flow_duration_seconds',
    help: 'Time from the beginning of a flow to its end, by API.',
    labelNames: ['api'],
    buckets,
    registers: [registry],
  });
  flows.subscribe(({ began: { api }, end }) => {
    if (end) histogram.observe({ api: Object.hasOwn(apis, api) ? api : 'other' }, end.durationMs / 1000);
  });
};

const readWhenAsked = (registry: Registry, name: string, { help, read }: GaugeSource): void => {
  const of = { name, help, registers: [registry] };
  if (name.endsWith('_total'))
    new Counter({
      ...of,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  else
    new Gauge({
      ...of,
      collect() {
        this.set(read());
      },
    });
};

/** A registry of its own, so that two gates in one process do not meet. */
export const createMetrics = ({ flows, tally, gauges }: MetricsOptions): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  countFlows(registry, tally);
  countVerdicts(registry, tally);
  timeFlows(registry, flows);
  for (const [name, source] of Object.entries(gauges)) readWhenAsked(registry, name, source);
  return { contentType: registry.contentType, text: () => registry.metrics() };
};
