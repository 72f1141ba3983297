import { isAbsolute, relative, sep } from 'node:path';
import { nowText, releaseText } from '../../events/finding-lines.ts';
import { printable } from '../../events/printable.ts';
import type { Report } from '../../events/report.ts';
import type { SessionApp } from '../../model/event.ts';
import { settingOf } from '../../reports/setting-of.ts';
import { type Properties, workflowCommand } from './workflow-command.ts';

/** GitHub shows no more of each level from one step; a longer list would hide the rest without a word. */
const MOST = 10;

interface Annotation {
  readonly level: 'error' | 'warning';
  readonly rule: string;
  readonly text: string;
  readonly app: SessionApp | undefined;
  /** null: of no single API. */
  readonly api: string | null;
}

const sentence = (text: string): string => text.replace(/\.?$/, '.');

const ofFlows = ({ findings }: Pick<Report, 'findings'>, apps: readonly SessionApp[]): readonly Annotation[] =>
  findings.map((row) => ({
    level: row.release.outcome === 'fails' ? 'error' : 'warning',
    rule: row.rule,
    text: `${sentence(row.message)} Now: ${nowText(row)}. In the release build: ${releaseText(row)}. ${row.fix}`,
    app: apps.find(({ appid }) => appid === row.appid),
    api: row.api,
  }));

const ofFiles = (apps: readonly SessionApp[]): readonly Annotation[] =>
  apps.flatMap((app) =>
    app.configVerdict.violations.map(({ rule, effect, message, fix }) => ({
      level: effect === 'error' ? ('error' as const) : ('warning' as const),
      rule,
      text: `${sentence(message)} ${fix}`,
      app,
      api: null,
    })),
  );

/** The line of the app file; none for a file outside of the repository, which GitHub could not show. */
const placeOf = ({ app, rule, api }: Annotation, workspace: string): Properties => {
  if (!app?.file) return {};
  const file = relative(workspace, app.file.path).split(sep).join('/');
  if (file.startsWith('../') || isAbsolute(file)) return {};
  const { line, column } = settingOf(rule, api).flatMap((key) => app.file?.places[key] ?? [])[0] ?? {
    line: 1,
    column: 1,
  };
  return { file, line, col: column };
};

const lineOf = (annotation: Annotation, workspace: string): string =>
  workflowCommand(
    annotation.level,
    { ...placeOf(annotation, workspace), title: `mpgate: ${annotation.rule}` },
    printable(annotation.text),
  );

/** Workflow commands that show each finding at its line of the app file, those that fail in the release build first. */
export const annotations = (
  report: Pick<Report, 'findings'>,
  apps: readonly SessionApp[],
  workspace: string,
): readonly string[] => {
  const all = [...ofFlows(report, apps), ...ofFiles(apps)];
  return (['error', 'warning'] as const).flatMap((level) => {
    const those = all.filter((one) => one.level === level);
    return those.slice(0, MOST).map((one) => lineOf(one, workspace));
  });
};
