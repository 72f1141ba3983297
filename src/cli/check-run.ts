import { checkHost, type Question } from '../check/check-host.ts';
import { inParallel } from '../check/in-parallel.ts';
import { loadApp } from '../config/load-app.ts';
import { UsageError } from '../errors.ts';
import { basisOfApp, basisOfProfile } from '../lint/basis.ts';
import type { Api } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import { parseAuthority } from '../rules/hosts.ts';
import type { CheckArguments } from './check.ts';
import { checkJson } from './check-json.ts';
import { openAll, writeAll } from './check-reports.ts';
import { checkText } from './check-text.ts';
import { dialOf } from './dial-of.ts';
import { findProfile } from './find-profile.ts';
import { isFine } from './is-fine.ts';
import { palette } from './palette.ts';
import { print, printJson } from './print.ts';
import { createProgress } from './progress.ts';
import { WIDTH } from './wrap.ts';

/** Hosts that are looked at at a time: a dead one must not hold up the others. */
const AT_ONCE = 32;

/** Checks every host and prints what was found. Throws UsageError, ConfigError. */
export const check = async (given: CheckArguments): Promise<void> => {
  const policy = { ...(await policyOf(given)), minDays: daysOf(given['min-days']) };
  const questions = questionsOf(given, policy);
  if (questions.length === 0) throw new UsageError('name a host, or an app file with --app that lists some');
  const dial = await dialOf(given);
  const outs = await openAll(given.report);
  const progress = createProgress(questions.length, 'hosts', process.stderr);
  const checks = await inParallel(questions, AT_ONCE, async (question) => {
    const checked = await checkHost(question, dial);
    progress.step();
    return checked;
  });
  progress.done();
  const platform = given.platform ?? policy.platform;
  process.exitCode = checks.every((one) => isFine(one, platform)) ? 0 : 1;
  await writeAll(outs, checks, platform, given.app ?? null);
  if (given.json) printJson(checkJson(checks, platform));
  else print(checkText(checks, platform, palette(process.stdout), columnsOf(process.stdout)));
};

/** As wide as the terminal, within what can be read. */
const columnsOf = ({ columns }: { readonly columns?: number }): number =>
  columns === undefined ? WIDTH : Math.min(120, Math.max(60, columns));

/** Given twice, it comes as a list. */
const daysOf = (days: unknown): number => {
  if (typeof days === 'number' && Number.isInteger(days) && days >= 0) return days;
  throw new UsageError(`--min-days takes one whole number, as in 21, not "${days}"`);
};

const policyOf = async ({ app, profile }: CheckArguments): Promise<Policy> => {
  const named = profile === undefined ? undefined : await findProfile(profile);
  if (app === undefined) return basisOfProfile(named ?? (await findProfile('wechat')), true).policy;
  return basisOfApp((await loadApp(app)).policy, named).policy;
};

/** Those of the command line, then those of the app's lists, each once. */
const questionsOf = ({ hosts, app }: CheckArguments, policy: Policy): readonly Question[] => {
  const asked = hosts.map((host) => ({ authority: authorityOf(host), api: 'request' as const }));
  const listed = app === undefined ? [] : listedIn(policy);
  const all = new Map([...listed, ...asked].map((one) => [`${one.authority.hostname}:${one.authority.port}`, one]));
  return [...all.values()].map((one) => ({ ...one, policy }));
};

const authorityOf = (host: string) => {
  const parsed = parseAuthority(host.replace(/^(?:https|wss):\/\/([^/]+)\/?$/i, '$1'), 443);
  if (!parsed) throw new UsageError(`"${host}" is no host; write api.shop.test or api.shop.test:8443`);
  return parsed.authority;
};

const SECURE_APIS: readonly Api[] = ['request', 'uploadFile', 'downloadFile', 'connectSocket'];

const listedIn = (policy: Policy) => [
  ...SECURE_APIS.flatMap((api) =>
    [...policy.lists[api]].flatMap(([hostname, { ports }]) =>
      portsOf(ports).map((port) => ({ authority: authorityOf(`${hostname}:${port}`), api })),
    ),
  ),
  ...[...policy.media].map((hostname) => ({ authority: authorityOf(hostname), api: 'downloadFile' as const })),
];

const portsOf = (ports: readonly (number | null)[]): readonly number[] => ports.map((port) => port ?? 443);
