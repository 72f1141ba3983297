import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SarifResultBuilder } from 'node-sarif-builder';
import { nowText, releaseText } from '../events/finding-lines.ts';
import { printable } from '../events/printable.ts';
import type { FindingRow } from '../events/report.ts';
import type { SessionApp } from '../model/event.ts';
import type { Violation } from '../model/verdict.ts';
import { docsOf } from '../rules/docs-of.ts';
import type { Material } from './material.ts';
import { builtSarif, sarifRun } from './sarif-run.ts';
import { settingOf } from './setting-of.ts';

/** One result, before it has the builder's form. */
interface Result {
  readonly rule: string;
  readonly level: 'error' | 'warning';
  readonly text: string;
  readonly app: SessionApp | undefined;
  /** null: of no single API. */
  readonly api: string | null;
  /** null: of no server. */
  readonly server: string | null;
  readonly occurrences: number;
}

const ofFlows = (row: FindingRow, apps: readonly SessionApp[]): Result => ({
  rule: row.rule,
  level: row.release.outcome === 'fails' ? 'error' : 'warning',
  text: `${row.message.replace(/\.?$/, '.')} Now: ${nowText(row)}. In the release build: ${releaseText(row)}. ${row.fix}`,
  app: apps.find(({ appid }) => appid === row.appid),
  api: row.api,
  server: row.server,
  occurrences: row.flows,
});

const ofFile = ({ rule, effect, message, fix }: Violation, app: SessionApp): Result => ({
  rule,
  level: effect === 'error' ? 'error' : 'warning',
  text: `${message.replace(/\.?$/, '.')} ${fix}`,
  app,
  api: null,
  server: null,
  occurrences: 1,
});

/** Relative to the folder that is worked in, as viewers of a repository want it; else a file URL. */
const uriOf = (path: string, folder: string): string => {
  const inner = relative(folder, path);
  const isInside = inner !== '' && !inner.startsWith('..') && !isAbsolute(inner);
  return isInside ? inner.split(sep).map(encodeURIComponent).join('/') : pathToFileURL(path).href;
};

/** The app file's line where it is known; else the page about the rule. */
const placeOf = ({ app, rule, api }: Result, folder: string) => {
  if (!app?.file) return { fileUri: docsOf(encodeURIComponent(rule)), startLine: 1, startColumn: 1 };
  const { path, places } = app.file;
  const { line, column } = settingOf(rule, api).flatMap((key) => places[key] ?? [])[0] ?? { line: 1, column: 1 };
  return { fileUri: uriOf(path, folder), startLine: line, startColumn: column };
};

const built = (result: Result, folder: string): SarifResultBuilder => {
  const { fileUri, startLine, startColumn } = placeOf(result, folder);
  const { rule: ruleId, level, occurrences, app, api, server } = result;
  const builder = new SarifResultBuilder({
    occurrenceCount: occurrences,
    partialFingerprints: {
      'mpgate/v1': [ruleId, app?.appid ?? '', api ?? '', ...(server === null ? [] : [server])].join(' '),
    },
  });
  builder.initSimple({ level, messageText: printable(result.text), ruleId, fileUri });
  // The builder would end the region at column 1, before its start.
  builder.setLocationRegion({ startLine, startColumn });
  return builder;
};

/** SARIF 2.1.0: every rule, and a result for each finding. `folder`: absolute, what paths are told from. */
export const sarif = ({ report, apps }: Pick<Material, 'report' | 'apps'>, folder = process.cwd()): string => {
  const run = sarifRun();
  const results = [
    ...report.findings.map((row) => ofFlows(row, apps)),
    ...apps.flatMap((app) => app.configVerdict.violations.map((violation) => ofFile(violation, app))),
  ];
  for (const result of results) run.addResult(built(result, folder));
  return builtSarif(run);
};
