import type { Argv, CommandModule } from 'yargs';
import type { SessionRead } from '../events/read-session.ts';
import { BY_WARNINGS, type FailOnOptions, failOn, failureOf, leastFailing } from './fail-on.ts';
import { once } from './once.ts';
import { tell } from './print.ts';
import { formats, type ReportFormat, reportOut } from './report-out.ts';

interface ReportArguments extends FailOnOptions {
  readonly session: string;
  readonly format: ReportFormat;
  readonly out: string | undefined;
}

const text = { type: 'string', requiresArg: true } as const;

export const reportCommand: CommandModule<object, ReportArguments> = {
  command: 'report <session>',
  describe: 'Report a session file (NDJSON) as the gate that wrote it would',
  builder: (yargs: Argv): Argv<ReportArguments> =>
    failOn(yargs)
      .positional('session', {
        type: 'string',
        demandOption: true,
        describe: 'Session file, as "record.file" names it',
      })
      .option('format', {
        choices: formats,
        default: 'text' as const,
        requiresArg: true,
        describe: 'Form of the report',
      })
      .option('out', { ...text, coerce: once('out'), describe: 'File to write; left out: stdout' })
      .example('$0 report session.ndjson', 'the table')
      .example('$0 report session.ndjson --fail-on warn', 'exit code 1 for warnings too')
      .example('$0 report session.ndjson --format html --out report.html', 'one page, with nothing beside it')
      .epilogue(
        'Exit codes: 0 clean, 1 a rule of effect "error" was violated (with --fail-on warn also one of effect "warn"), 2 wrong usage, 3 the report could not be written',
      ),
  handler: (values) => run(values),
};

const run = async (options: ReportArguments): Promise<void> => {
  const { session, format, out: path } = options;
  const least = leastFailing(options);
  const [{ createReplay }, { rules }] = await Promise.all([
    import('../reports/replay.ts'),
    import('../rules/index.ts'),
  ]);
  const replay = createReplay(rules);
  const out = await reportOut(format, path ?? null, replay);
  const read = await replay.read(session, out.settled);
  for (const sentence of oddities(session, read)) tell(`mpgate: ${sentence}`);
  await out.finish();
  const failure = failureOf(replay.tally.report(), least);
  if (failure === 'by-warnings') tell(`mpgate: ${BY_WARNINGS}`);
  if (failure !== null) process.exitCode = 1;
};

/** What of the file is not in the report. */
const oddities = (session: string, { events, unreadable, torn }: SessionRead): readonly string[] => [
  ...(torn
    ? [`the last line of ${session} is torn, as a killed gate leaves it: the report has all lines before it.`]
    : []),
  ...(unreadable > 0
    ? [`${unreadable} ${unreadable === 1 ? 'line' : 'lines'} of ${session} cannot be read and are not in the report.`]
    : []),
  ...(events === 0 ? [`${session} holds no event of a session.`] : []),
];
