import { isIP } from 'node:net';
import type { CommandModule } from 'yargs';
import { UsageError } from '../errors.ts';
import type { Api } from '../model/facts.ts';
import { once } from './once.ts';
import { palette } from './palette.ts';
import { print, printJson } from './print.ts';

interface ExplainArguments {
  readonly url: string;
  readonly app: string;
  readonly api: Api | undefined;
  readonly method: string | undefined;
  readonly device: string | undefined;
  readonly json: boolean;
}

/** As `apis` of the rules, which the help does not load. */
const apis: readonly Api[] = ['request', 'uploadFile', 'downloadFile', 'connectSocket', 'udp', 'tcp'];

const text = { type: 'string', requiresArg: true } as const;

export const explainCommand: CommandModule<object, ExplainArguments> = {
  command: 'explain <url>',
  describe: 'Say what the rules make of a URL, with no traffic',
  builder: (yargs) =>
    yargs
      .positional('url', { type: 'string', demandOption: true, describe: 'URL that the mini program would ask for' })
      .option('app', { ...text, demandOption: true, coerce: once('app'), describe: 'App file' })
      .option('api', { requiresArg: true, choices: apis, describe: 'API that asks; left out: told by the URL' })
      .option('method', { ...text, coerce: once('method'), describe: 'HTTP method' })
      .option('device', { ...text, coerce: once('device'), describe: 'Address of the phone' })
      .option('json', { type: 'boolean', default: false, describe: 'Answer with one JSON object' })
      .example('$0 explain https://echo.mpgate.test/hello --app config/apps/demo.json', 'allowed, exit code 0')
      .example('$0 explain wss://other.mpgate.test --app config/apps/demo.json', 'refused, exit code 1')
      .example('$0 explain http://192.168.1.30 --device 192.168.1.20 --app …', 'an address in the LAN')
      .epilogue('Exit codes: 0 allowed, 1 refused, 2 wrong usage or an app file with mistakes'),
  handler: (values) => run(values),
};

const run = async ({ url, app, api, method, device, json }: ExplainArguments): Promise<void> => {
  if (device !== undefined && isIP(device) === 0) {
    throw new UsageError(`--device takes an IP address such as 192.168.1.20, not "${device}"`);
  }
  const [{ loadApp }, { explain }, { refusalBody }, { explainText }] = await Promise.all([
    import('../config/load-app.ts'),
    import('../rules/explain.ts'),
    import('../rules/refusal-body.ts'),
    import('./explain-text.ts'),
  ]);
  const { policy } = await loadApp(app);
  const answer = explain({ url, ...given({ api, method, device }) }, policy);
  if (!answer) throw new UsageError(`"${url}" is no URL; write it whole, as in https://api.shop.test/v1?q=1`);
  const { outcome, cause, verdicts } = answer;
  process.exitCode = outcome === 'pass' ? 0 : 1;
  if (json) printJson({ version: 1, outcome, cause: cause && refusalBody(cause), verdicts });
  else print(explainText({ ...answer, url, api: api ?? null, policy }, palette(process.stdout)));
};

/** Options that were not given are left out, not undefined. */
const given = ({ api, method, device }: Pick<ExplainArguments, 'api' | 'method' | 'device'>) => ({
  ...(api === undefined ? {} : { api }),
  ...(method === undefined ? {} : { method }),
  ...(device === undefined ? {} : { device }),
});
