import type { Config } from '../config/load.ts';
import type { Gateway } from '../main.ts';
import type { Palette } from './palette.ts';
import { shorten } from './shorten.ts';

/** What a start under `--json` prints, on one line. */
export const bannerJson = ({ listeners, admin, ca }: Gateway, { apps, gate }: Config): object => ({
  version: 1,
  listeners: listeners.map(({ host, port, app }) => ({ host, port, app })),
  admin,
  ca: { file: ca.file, fingerprint: ca.fingerprint, created: ca.created },
  apps: [...apps.keys()],
  defaultApp: gate.defaultApp,
});

/** The same for people: where the gate stands, whom it trusts, and what to do next. */
export const banner = (gateway: Gateway, { apps, gate }: Config, colours: Palette): string => {
  const { listeners, admin, ca } = gateway;
  const [main] = listeners;
  const lines = [
    `${colours.bold('mpgate')} is open`,
    ...listeners.map(({ host, port, app }) =>
      row('proxy', `http://${address(host)}:${port}${app ? `  for ${app}` : ''}`),
    ),
    row(
      'admin',
      `http://${address(admin.host)}:${admin.port}  ${gate.admin.token === null ? `token ${admin.token}` : ''}`,
    ),
    row('CA', `${shorten(ca.file)}${ca.created ? '  (made now)' : ''}`),
    row('', colours.dim(`SHA-256 ${ca.fingerprint}`)),
    ...[...apps.values()].map(({ appid, name, profile }) =>
      row('app', `${appid}  ${name}, profile ${profile.name}${appid === gate.defaultApp ? ', default' : ''}`),
    ),
    ...[...apps.values()]
      .filter(({ skipVerification }) => skipVerification)
      .map(({ appid }) =>
        colours.yellow(`  verification is switched OFF for ${appid}: nothing of it is proof of a release build`),
      ),
    '',
    `  try  curl -x http://127.0.0.1:${main?.port} --cacert ${shorten(ca.file)} https://echo.mpgate.test/hello`,
  ];
  return lines.map((line) => line.trimEnd()).join('\n');
};

const row = (label: string, text: string): string => `  ${label.padEnd(6)} ${text}`;

const address = (host: string): string => (host.includes(':') ? `[${host}]` : host);
