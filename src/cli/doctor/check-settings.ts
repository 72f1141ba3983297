import type { ConfigReport } from '../../config/load.ts';
import { shownProxy } from '../../config/upstream-proxy.ts';
import type { Problem } from '../../errors.ts';
import { problemLine } from '../problem-lines.ts';
import { shorten } from '../shorten.ts';
import type { Checkup } from './checkup.ts';

/** Every mistake in the settings, and what is odd about them. */
export const checkSettings = ({ config, problems, warnings }: ConfigReport): readonly Checkup[] => {
  const wrong = problems.map((problem) => told(problem, 'fail'));
  const odd = warnings.map((warning) => told(warning, 'warn'));
  if (!config) return [...wrong, ...odd];
  const { file, apps, gate } = config;
  const names = [...apps.keys()];
  const source = file === null ? 'no mpgate.json, so the defaults hold' : `${shorten(file)} can be used`;
  const whose = names.length === 1 ? `one app, ${names[0]}` : `${names.length} apps`;
  return [
    { check: 'settings', state: 'ok', message: `${source}; ${whose}`, fix: null },
    ...odd,
    ...throughProxy(shownProxy(gate.upstreamProxy)),
    ...noDefault(gate.defaultApp),
  ];
};

const told = (problem: Problem, state: 'warn' | 'fail'): Checkup => ({
  check: 'settings',
  state,
  message: problemLine(problem),
  fix: null,
});

const throughProxy = (proxy: string | null): readonly Checkup[] =>
  proxy === null
    ? []
    : [{ check: 'settings', state: 'ok', message: `servers are reached through ${proxy}`, fix: null }];

const noDefault = (defaultApp: string | null): readonly Checkup[] =>
  defaultApp === null
    ? [
        {
          check: 'settings',
          state: 'warn',
          message: 'no app is the default: a phone cannot name its app, for it is never asked for a proxy user',
          fix: 'set defaultApp, or give the app a port of its own in listeners',
        },
      ]
    : [];
