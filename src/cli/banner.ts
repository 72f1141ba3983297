import { isLoopback } from '../config/is-loopback.ts';
import type { Config } from '../config/load.ts';
import { shownProxy } from '../config/upstream-proxy.ts';
import type { Gateway } from '../main.ts';
import type { Policy } from '../model/policy.ts';
import type { Palette } from './palette.ts';
import { shorten } from './shorten.ts';

/** What of a gate a banner shows. */
export type Shown = Pick<Gateway, 'listeners' | 'admin' | 'ca'>;

/** What a start under `--json` prints, on one line. */
export const bannerJson = ({ listeners, admin, ca }: Shown, { apps, gate }: Config): object => ({
  version: 1,
  listeners: listeners.map(({ host, port, app }) => ({ host, port, app })),
  admin,
  ca: { file: ca.file, fingerprint: ca.fingerprint, created: ca.created },
  apps: [...apps.keys()],
  defaultApp: gate.defaultApp,
});

/**
 * The same for people: where the gate stands, whom it trusts, and what to do next. `network`: this machine's addresses
 * that devices may reach.
 */
export const banner = (
  { listeners, admin, ca }: Shown,
  { apps, gate }: Config,
  colours: Palette,
  network: readonly string[],
): string => {
  const token = gate.admin.token === null ? `token ${admin.token}` : 'with the token of the settings';
  const proxy = shownProxy(gate.upstreamProxy);
  const lines = [
    `${colours.bold('mpgate')} is open`,
    ...listeners.flatMap((listener) => placesOf(listener, network)),
    row('admin', `${url({ ...admin, scheme: isLoopback(admin.host) ? 'http' : 'https' })}  ${token}`),
    row('CA', `${shorten(ca.file)}${ca.created ? '  made now' : ''}; its SHA-256 fingerprint:`),
    // Alone in its line it can be copied whole from a terminal of 100 columns.
    `  ${ca.fingerprint}`,
    ...(proxy === null ? [] : [row('via', `${proxy}  to the servers`)]),
    ...[...apps.values()].map((app) => appRow(app, gate.defaultApp)),
    ...(gate.defaultApp === null ? [row('', NO_DEFAULT)] : []),
    ...[...apps.values()]
      .filter(({ skipVerification }) => skipVerification)
      .map(({ appid }) => warning(appid, colours)),
    ...tryLines(listeners, ca.file, gate.defaultApp === null ? undefined : apps.get(gate.defaultApp)),
  ];
  return lines.join('\n');
};

type Listeners = Shown['listeners'];

const NO_DEFAULT = 'none is the default: a client names its own as the proxy user';

const appRow = ({ appid, name, profile }: Policy, defaultApp: string | null): string =>
  row('app', `${appid}  ${name}, profile ${profile.name}${appid === defaultApp ? ', default' : ''}`);

const warning = (appid: string, { yellow }: Palette): string =>
  yellow(row('', `verification is switched OFF for ${appid}: what passes now may fail in a release`));

/** Wildcards are no addresses that a client could be given. */
const placesOf = ({ host, port, app }: Listeners[number], network: readonly string[]): readonly string[] => {
  const hosts = isWildcard(host) ? ['127.0.0.1', ...network] : [host];
  return hosts.map((one, index) => {
    const whose = app === null ? '' : `  for ${app}`;
    return row(
      index === 0 ? 'proxy' : '',
      `${url({ host: one, port })}${whose}${index === 0 ? '' : '  from the network'}`,
    );
  });
};

/** A first request, where the app may ask for the origin inside the gate. */
const tryLines = ([main]: Listeners, caFile: string, app: Policy | undefined): readonly string[] => {
  if (!main || !app?.lists.request.has('echo.mpgate.test')) return [];
  const proxy = url({ host: isWildcard(main.host) ? '127.0.0.1' : main.host, port: main.port });
  return ['', row('try', `curl -x ${proxy} --cacert ${quoted(shorten(caFile))} https://echo.mpgate.test/hello`)];
};

/** As a shell takes it. */
const quoted = (file: string): string => (/^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`);

const row = (label: string, text: string): string => `  ${label.padEnd(6)} ${text}`;

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';

interface Reachable {
  readonly scheme?: 'http' | 'https';
  readonly host: string;
  readonly port: number;
}

const url = ({ scheme = 'http', host, port }: Reachable): string =>
  `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
