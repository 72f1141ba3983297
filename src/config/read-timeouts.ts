import { basename, dirname, resolve } from 'node:path';
import type { Problem } from '../errors.ts';
import type { Profile } from '../model/policy.ts';
import { type App, networkTimeout } from './app-schema.ts';
import { describeIssue } from './describe-issue.ts';
import type { Document, Place } from './document.ts';
import { dotted, type Path } from './path.ts';
import { at } from './plain.ts';
import { readDocument } from './read-document.ts';

export interface Timeouts {
  /** Milliseconds, as written. */
  readonly values: App['networkTimeout'];
  readonly problems: readonly Problem[];
  /** Values above the platform's maximum: the maximum holds. */
  readonly warnings: readonly Problem[];
  /** The file read besides the app's own; null: none. */
  readonly file: string | null;
}

/** The app's `networkTimeout`: its own, or that of the app.json or game.json it names. */
export const readTimeouts = async (app: App, profile: Profile, document: Document): Promise<Timeouts> => {
  const { appJson } = app;
  if (appJson === undefined) return { ...checked(document, profile, app.networkTimeout), problems: [], file: null };
  const refuse = (message: string): Timeouts => ({
    values: undefined,
    problems: [problem(document.locate(['appJson']), ['appJson'], message)],
    warnings: [],
    file: null,
  });
  if (app.networkTimeout) return refuse('networkTimeout and appJson both set the timeouts; keep one of them');
  const names = profile.timeoutFile.value;
  if (!names.some((name) => name === basename(appJson))) {
    const instead = names.length > 0 ? names.join(' or ') : 'no file';
    return refuse(`the platform ${profile.name} reads timeouts from ${instead}, not from ${basename(appJson)}`);
  }
  return fromAppJson(resolve(dirname(document.file), appJson), profile, refuse);
};

const fromAppJson = async (
  file: string,
  profile: Profile,
  refuse: (message: string) => Timeouts,
): Promise<Timeouts> => {
  const document = await readDocument(file);
  if (document.value === undefined) {
    const [fault] = document.problems;
    return { ...refuse(`${file}:${fault?.line}:${fault?.column}: ${fault?.message}`), file };
  }
  const result = networkTimeout
    .strip()
    .optional()
    .safeParse(at(document.value, ['networkTimeout']), { error: describeIssue });
  const issues = result.error?.issues ?? [];
  const problems = issues.map((issue) => {
    const path = ['networkTimeout', ...issue.path.map(String)];
    return problem(document.locate(path), path, issue.message);
  });
  return { ...checked(document, profile, result.data), problems, file };
};

const checked = (document: Document, profile: Profile, values: App['networkTimeout']) => {
  const most = profile.timeoutMs.value;
  const warnings = Object.entries(values ?? {}).flatMap(([api, value]) => {
    const path = ['networkTimeout', api];
    if (value === undefined || value <= most) return [];
    const message = `${value} ms is above the maximum of ${profile.name}, ${most} ms (${profile.timeoutMs.source}); ${most} ms holds`;
    return [{ ...problem(document.locate(path), path, message), rule: 'timeout' }];
  });
  return { values, warnings };
};

const problem = (place: Place, path: Path, message: string): Problem => ({
  ...place,
  path: dotted(path),
  rule: null,
  message,
});
