import { join } from 'node:path';
import type { Config, ConfigReport } from '../../config/load.ts';
import { createAllowed } from '../../downstream/clients.ts';
import { checkAddresses } from './check-addresses.ts';
import { checkCa } from './check-ca.ts';
import { checkClock } from './check-clock.ts';
import { checkContainer, noticeContainer } from './check-container.ts';
import { checkPort, type Wanted } from './check-port.ts';
import { checkSettings } from './check-settings.ts';
import type { Checkup } from './checkup.ts';

/** Looks at all that the gate needs. With settings that cannot be used it looks at them alone. `now`: epoch milliseconds. */
export const examine = async (report: ConfigReport, now: number): Promise<readonly Checkup[]> => {
  const settings = checkSettings(report);
  const { config } = report;
  if (!config) return settings;
  const { gate } = config;
  const { root, checkups } = await checkCa(gate.caDir, now);
  const ports: Checkup[] = [];
  // One after the other, since two of them might be the same port.
  for (const wanted of wantedBy(config)) ports.push(await checkPort(wanted, root?.fingerprint ?? null));
  const files = [...config.watched, join(gate.caDir, 'ca.pem'), import.meta.filename];
  return [
    ...settings,
    ...ports,
    ...checkups,
    await checkClock(files, now),
    ...checkAddresses({ ...gate.listen, allowed: createAllowed(gate.clients.allow) }),
    ...checkContainer(await noticeContainer()),
  ];
};

const wantedBy = ({ gate: { listen, listeners, admin } }: Config): readonly Wanted[] => [
  { check: 'port', host: listen.host, port: listen.port, setting: '--port or listen.port' },
  ...listeners.map(
    ({ port }, at): Wanted => ({ check: 'port', host: listen.host, port, setting: `listeners[${at}].port` }),
  ),
  { check: 'admin', host: admin.host, port: admin.port, setting: '--admin-port or admin.port' },
];
