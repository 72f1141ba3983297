import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { Report } from '../../events/report.ts';
import { createReplay, type Replay } from '../../reports/replay.ts';
import { rules } from '../../rules/index.ts';
import { print } from '../print.ts';
import { finishReports, openReports, type ReportTarget } from '../report-targets.ts';
import { reportText } from '../report-text.ts';
import { annotations } from './annotations.ts';
import { appendEntries } from './append-entries.ts';
import { type GateState, readState } from './gate-state.ts';
import { type Environment, readInputs } from './inputs.ts';
import { jobSummary } from './job-summary.ts';
import { reasonsOf } from './reasons-of.ts';
import { stopGate } from './stop-gate.ts';
import { tailOf } from './tail-of.ts';
import { workflowCommand } from './workflow-command.ts';

/**
 * Last step of the action: ends the gate, reports what passed it, and sets the exit code by the inputs.
 * Rejects with UsageError.
 */
export const end = async (env: Environment): Promise<void> => {
  const state = readState(env);
  // The first step failed, and said why.
  if (state === null) return;
  // Steps of other actions come after this one, and the gate is gone then.
  await appendEntries('GITHUB_ENV', state.before, env);
  const wasOpen = await stopGate(state);
  const { reports, ...expected } = readInputs(env);
  const replay = createReplay(rules);
  const broken = await replayed(replay, state, reports);
  const report = replay.tally.report();
  await quote(report, state);
  const { exitCode, reasons } = reasonsOf(report, { ...expected, wasOpen, broken });
  const shown = annotations(report, replay.session()?.apps ?? [], env.GITHUB_WORKSPACE ?? process.cwd());
  // The reasons first: GitHub shows the first ten errors of a step.
  for (const reason of reasons) print(workflowCommand('error', { title: 'mpgate' }, reason));
  for (const line of shown) print(line);
  if (env.GITHUB_STEP_SUMMARY) await appendFile(env.GITHUB_STEP_SUMMARY, jobSummary(report, reasons));
  process.exitCode = exitCode;
};

/** Reads the session and writes the reports; what to say of those that are not whole. */
const replayed = async (
  replay: Replay,
  { session }: Pick<GateState, 'session'>,
  targets: readonly ReportTarget[],
): Promise<readonly string[]> => {
  const { outs, fault } = await openReports(targets, replay).then(
    (opened) => ({ outs: opened, fault: [] }),
    (error: Error) => ({ outs: [], fault: [error.message] }),
  );
  await replay.read(session, async () => {
    await Promise.all(outs.map(({ settled }) => settled()));
  });
  return [...fault, ...(await finishReports(outs))];
};

/** A page of the job's log shows no more with ease; the file has all. */
const LOG_BYTES = 262_144;

/** The table and the log, in which the runner is to obey nothing: clients' words are in them. */
const quote = async (report: Report, { log }: Pick<GateState, 'log'>): Promise<void> => {
  const word = randomUUID();
  print(workflowCommand('group', {}, 'What the gate said'));
  print(workflowCommand('stop-commands', {}, word));
  print(await tailOf(log, LOG_BYTES));
  print(workflowCommand(word, {}));
  print(workflowCommand('endgroup', {}));
  print(workflowCommand('stop-commands', {}, word));
  print(await reportText(report, process.stdout));
  print(workflowCommand(word, {}));
};
