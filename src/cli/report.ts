import type { Argv, CommandModule } from 'yargs';
import { UsageError } from '../errors.ts';
import type { SessionRead } from '../events/read-session.ts';
import type { Following } from '../reports/against/follow-against.ts';
import type { Replay } from '../reports/replay.ts';
import { BY_WARNINGS, type FailOnOptions, failOn, failureOf, leastFailing } from './fail-on.ts';
import { once } from './once.ts';
import { tell } from './print.ts';
import { formats, type ReportFormat, reportOut } from './report-out.ts';

interface ReportArguments extends FailOnOptions {
  readonly session: string;
  readonly format: ReportFormat;
  readonly out: string | undefined;
  readonly against: string | undefined;
  readonly app: string[];
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
      .option('against', {
        ...text,
        coerce: once('against'),
        describe: 'A platform, or a profile file: which requests would fail there',
      })
      .option('app', {
        ...text,
        array: true,
        default: [],
        defaultDescription: 'as the session has it',
        describe: 'App file to go by with --against; give it once for each',
      })
      .example('$0 report session.ndjson', 'the table')
      .example('$0 report session.ndjson --fail-on warn', 'exit code 1 for warnings too')
      .example('$0 report session.ndjson --against douyin', 'what would fail on another platform')
      .example('$0 report session.ndjson --format html --out report.html', 'one page, with nothing beside it')
      .epilogue(
        'Exit codes: 0 clean, 1 a rule of effect "error" was violated (with --fail-on warn also one of effect "warn"; with --against: would be, on that platform), 2 wrong usage, 3 the report could not be written',
      ),
  handler: (values) => run(values),
};

const run = async (values: ReportArguments): Promise<void> => {
  const { session, format, out: path } = values;
  const least = leastFailing(values);
  const [{ createReplay }, { rules }] = await Promise.all([
    import('../reports/replay.ts'),
    import('../rules/index.ts'),
  ]);
  const replay = createReplay(rules);
  const following = await followed(values, replay);
  const source = following ? { ...replay, against: following.against } : replay;
  const out = await reportOut(format, path ?? null, source);
  const read = await replay.read(session, out.settled);
  const [unknown] = following?.unknown() ?? [];
  if (unknown !== undefined)
    throw new UsageError(`${session} does not have the settings of ${unknown}; name its file with --app FILE`);
  for (const sentence of oddities(session, read)) tell(`mpgate: ${sentence}`);
  await out.finish();
  const against = following?.against();
  const failure = failureOf(against ? { verdict: against.verdict, rules: [] } : replay.tally.report(), least);
  if (failure === 'by-warnings') tell(`mpgate: ${BY_WARNINGS}`);
  if (failure !== null) process.exitCode = 1;
};

/** Forms that have a place for what another platform would say. */
const answering: readonly ReportFormat[] = ['text', 'json', 'html'];

/** Judges again by the rules of another platform, from now on; null: nobody asked for that. Throws UsageError. */
const followed = async ({ against: name, app, format }: ReportArguments, replay: Replay): Promise<Following | null> => {
  if (name === undefined) {
    if (app.length > 0) throw new UsageError('--app is for --against: the session has all else that a report needs');
    return null;
  }
  if (!answering.includes(format))
    throw new UsageError(`--against is told as ${answering.join(', ')}, not as ${format}`);
  const [{ findProfile }, { findUnder }, { followAgainst }, { loadApp }] = await Promise.all([
    import('./find-profile.ts'),
    import('./find-under.ts'),
    import('../reports/against/follow-against.ts'),
    import('../config/load-app.ts'),
  ]);
  const profile = await findProfile(name);
  const named = await Promise.all(app.map(loadApp));
  const find = findUnder(profile, new Map(named.map((report) => [report.policy.appid, report])));
  return followAgainst(replay, profile.name, find);
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
