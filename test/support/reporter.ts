/**
 * Adds two things to Vitest's own output: the skipped tests by name, each with its reason, and as the very last line
 * `12 passed, 0 failed` (`…, 3 skipped` where some were). An error outside of a test (in a file, a hook, or unhandled)
 * counts as failed, and so does a test that never ended; a run without a test exits non-zero.
 */
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

type RunEnd = Parameters<NonNullable<Reporter['onTestRunEnd']>>;

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

const tally = (modules: RunEnd[0], unhandled: RunEnd[1]): Tally => {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
  const errors = modules.flatMap(errorsOutsideTests).length + unhandled.length;
  return {
    passed: count('passed'),
    failed: count('failed') + count('pending') + errors,
    skipped: tests.filter((test) => test.result().state === 'skipped').map(describeSkip),
  };
};

const errorsOutsideTests = (module: TestModule) => [
  ...module.errors(),
  ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
];

const describeSkip = (test: TestCase): string => {
  const result = test.result();
  const reason = result.state === 'skipped' && result.note ? result.note : 'no reason given';
  return `${test.module.relativeModuleId} > ${test.fullName}: ${reason}`;
};

const sentence = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`;

export default class SummaryLine implements Reporter {
  #tally: Tally = { passed: 0, failed: 0, skipped: [] };
  /** Tests left out by `-t` count as skipped, and nobody wants the list of them. */
  #listsSkips = true;

  onInit(vitest: Vitest): void {
    this.#listsSkips = vitest.config.testNamePattern === undefined;
    // At exit, because coverage and "close timed out" come after the end of the run.
    process.once('exit', () => this.#print());
  }

  onTestRunEnd(modules: RunEnd[0], unhandled: RunEnd[1]): void {
    this.#tally = tally(modules, unhandled);
  }

  #print(): void {
    const skips = this.#listsSkips ? this.#tally.skipped.map((line) => `skipped  ${line}\n`) : [];
    process.stdout.write(`${skips.join('')}${sentence(this.#tally)}\n`);
    if (this.#tally.failed > 0 || this.#tally.passed === 0) process.exitCode ||= 1;
  }
}
