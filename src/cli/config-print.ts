import { loadConfig } from '../config/load.ts';
import { dotted } from '../config/path.ts';
import { isPlain, type Plain } from '../config/plain.ts';
import { shownProxy } from '../config/upstream-proxy.ts';
import { print, printJson } from './print.ts';

const HIDDEN = '(not shown)';

/** Prints the settings in force, as JSONC whose comments name the origins. */
export const printConfig = async (file: string | undefined, isJson: boolean): Promise<void> => {
  const { gate, origins } = await loadConfig({ file, env: process.env });
  const { token, readToken } = gate.admin;
  const shown = {
    ...gate,
    admin: { ...gate.admin, token: hidden(token), readToken: hidden(readToken) },
    clients: {
      ...gate.clients,
      users: Object.fromEntries(Object.keys(gate.clients.users).map((name) => [name, HIDDEN])),
    },
    upstreamProxy: shownProxy(gate.upstreamProxy),
  };
  if (isJson) printJson({ version: 1, config: shown, origins: Object.fromEntries(origins) });
  else print(commented(shown, origins));
};

const hidden = (token: string | null): string | null => (token === null ? null : HIDDEN);

const commented = (settings: Plain, origins: ReadonlyMap<string, string>): string => {
  const lines = (value: Plain, path: readonly string[]): readonly string[] => {
    const entries = Object.entries(value);
    return entries.flatMap(([key, inner], index) => {
      const here = [...path, key];
      const comma = index === entries.length - 1 ? '' : ',';
      const margin = '  '.repeat(here.length);
      const origin = origins.get(dotted(here));
      if (origin === undefined && isPlain(inner)) {
        return [`${margin}"${key}": {`, ...lines(inner, here), `${margin}}${comma}`];
      }
      return [`${margin}"${key}": ${JSON.stringify(inner)}${comma} // ${origin ?? 'default'}`];
    });
  };
  return ['{', ...lines(settings, []), '}'].join('\n');
};
