import type { CommandModule } from 'yargs';
import { loadOptions, type PlaceOptions, placeOptions } from './gate-options.ts';
import { palette } from './palette.ts';
import { print, printJson } from './print.ts';

interface DoctorArguments extends PlaceOptions {
  readonly json: boolean;
}

export const doctorCommand: CommandModule<object, DoctorArguments> = {
  command: 'doctor',
  describe: 'Look at ports, CA, clock, settings and network, and say what is in the way',
  builder: (yargs) =>
    placeOptions(yargs)
      .option('json', { type: 'boolean', default: false, describe: 'Answer with one JSON object' })
      .example('$0 doctor', 'before a first start, or when a phone cannot get through')
      .example('$0 doctor --port 9090 --json', 'another port; for a program')
      .epilogue('Exit codes: 0 nothing is in the way, 1 something is, 2 wrong usage or settings'),
  handler: (options) => run(options),
};

const run = async (options: DoctorArguments): Promise<void> => {
  const [{ readConfig }, { examine }, { doctorText }] = await Promise.all([
    import('../config/load.ts'),
    import('./doctor/examine.ts'),
    import('./doctor/doctor-text.ts'),
  ]);
  const report = await readConfig(loadOptions(options));
  const checkups = await examine(report, Date.now());
  const ok = !checkups.some(({ state }) => state === 'fail');
  process.exitCode = report.config === null ? 2 : Number(!ok);
  if (options.json) printJson({ version: 1, ok, checks: checkups });
  else print(doctorText(checkups, palette(process.stdout), process.stdout.columns));
};
