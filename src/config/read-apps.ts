import type { Problem } from '../errors.ts';
import type { AppFile } from '../model/event.ts';
import type { Policy } from '../model/policy.ts';
import type { Place } from './document.ts';
import { findApps } from './find-apps.ts';
import type { Gate } from './gate-schema.ts';
import { type AppReport, readApp } from './load-app.ts';
import { dotted, type Path } from './path.ts';
import { suggest } from './suggest.ts';

export interface AppsReport {
  readonly apps: ReadonlyMap<string, Policy>;
  /** By appid. */
  readonly files: ReadonlyMap<string, AppFile>;
  readonly defaultApp: string | null;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly watched: readonly string[];
}

type Locate = (path: Path) => Place;

/** Reads every app that the gate names, and holds what the gate says of apps against them. */
export const readApps = async (
  gate: Gate,
  locate: Locate,
  origins: ReadonlyMap<string, string>,
): Promise<AppsReport> => {
  const found = await Promise.all(gate.apps.map(findApps));
  const missing = found.flatMap(({ fault }, index) =>
    fault === null ? [] : [problem(locate(['apps', index]), ['apps', index], fault)],
  );
  const files = [...new Set(found.flatMap((entry) => entry.files))];
  const reports = await Promise.all(files.map(readApp));
  const apps = new Map(reports.flatMap(({ policy }) => (policy ? [[policy.appid, policy] as const] : [])));
  const known = reports.flatMap(({ appid }) => appid?.value ?? []);
  // An app without a readable appid may be the very one that is named.
  const isWhole = missing.length === 0 && known.length === reports.length;
  const wanted = wantedApp(gate, known, origins);
  return {
    apps,
    files: new Map(reports.flatMap(fileOf)),
    defaultApp: wanted ?? (apps.size === 1 ? ([...apps.keys()][0] ?? null) : null),
    problems: [
      ...missing,
      ...(files.length === 0 && missing.length === 0 ? [noApp(locate, gate)] : []),
      ...reports.flatMap(({ problems }) => problems),
      ...twice(reports),
      ...(isWhole ? unknownApps({ ...gate, defaultApp: wanted }, known, locate) : []),
    ],
    warnings: reports.flatMap(({ warnings }) => warnings),
    watched: [...reports.flatMap(({ watched }) => watched), ...new Set(found.flatMap(({ folder }) => folder ?? []))],
  };
};

const fileOf = ({ policy, settings, file, places }: AppReport) =>
  policy && settings ? [[policy.appid, { path: file, places, settings }] as const] : [];

/** Apps named on the command line replace the file's apps, and with them the file's default among those. */
const wantedApp = (
  { defaultApp }: Gate,
  known: readonly string[],
  origins: ReadonlyMap<string, string>,
): string | null => {
  const isReplaced = origins.get('apps') === 'flag' && origins.get('defaultApp') === 'file';
  return defaultApp !== null && isReplaced && !known.includes(defaultApp) ? null : defaultApp;
};

const noApp = (locate: Locate, { apps }: Gate): Problem => {
  const where = apps.length > 0 ? ` (looked for ${apps.join(', ')})` : '';
  const message = `no app is named${where}; write config/apps/<appid>.json, list its file under "apps", or name it with --app FILE`;
  return problem(locate(['apps']), ['apps'], message);
};

const twice = (reports: readonly AppReport[]): readonly Problem[] =>
  reports.flatMap(({ file, appid }, index) => {
    const first = reports.slice(0, index).find((other) => other.appid?.value === appid?.value);
    if (!appid || !first) return [];
    const message = `${appid.value} is the appid of ${first.file} too; give ${file} one of its own`;
    return [problem(appid.place, ['appid'], message)];
  });

const unknownApps = (gate: Gate, known: readonly string[], locate: Locate): readonly Problem[] => {
  const named: readonly { readonly path: Path; readonly appid: string | null }[] = [
    { path: ['defaultApp'], appid: gate.defaultApp },
    ...gate.listeners.map(({ app }, index) => ({ path: ['listeners', index, 'app'], appid: app })),
  ];
  return named.flatMap(({ path, appid }) => {
    if (appid === null || known.length === 0 || known.includes(appid)) return [];
    const near = suggest(appid, known);
    const hint = near ? `did you mean "${near}"?` : `the apps are ${known.join(', ')}`;
    return [problem(locate(path), path, `no app has the appid "${appid}"; ${hint}`)];
  });
};

const problem = (place: Place, path: Path, message: string): Problem => ({
  ...place,
  path: dotted(path),
  rule: null,
  message,
});
