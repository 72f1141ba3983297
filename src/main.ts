import { setDefaultHighWaterMark } from 'node:stream';
import { createAppDesk } from './admin/app-desk.ts';
import { openRoot, type Root } from './ca/root.ts';
import { rootsIn, systemRoots } from './ca/roots.ts';
import type { Config } from './config/load.ts';
import type { Listener } from './downstream/listener.ts';
import { OwnPorts } from './downstream/own-ports.ts';
import type { Recording } from './events/recording.ts';
import type { Report } from './events/report.ts';
import { sessionBegan } from './events/session-began.ts';
import { assemble } from './main/assemble.ts';
import { diallingOf } from './main/dialling-of.ts';
import { keepDefault } from './main/keep-default.ts';
import { openWindows } from './main/open-windows.ts';
import { recordWithHar } from './reports/record-with-har.ts';
import { rules } from './rules/index.ts';
import type { KeySwaps } from './upstream/key-swaps.ts';

export interface StartOptions {
  readonly logFormat: 'pretty' | 'json';
  readonly colour: boolean;
  /** Where log text goes; stderr unless given. */
  readonly write?: (text: string) => void;
}

/** A gate that is open. */
export interface Gateway {
  readonly listeners: readonly Listener[];
  readonly admin: { readonly host: string; readonly port: number; readonly token: string };
  readonly ca: Pick<Root, 'file' | 'fingerprint' | 'created' | 'certPem'>;
  /** PEM of the roots that servers are judged by. */
  readonly roots: readonly string[];
  readonly report: () => Report;
  /** What happens and happened, for whoever reports it in another form. */
  readonly recording: Pick<Recording, 'bus' | 'flows' | 'tally' | 'session'>;
  /** Later flows are judged by these apps, later clients let in by these settings; ports and the like stay as they are. */
  readonly reload: (config: Config) => void;
  /** A drill: servers that seem to change their keys. */
  readonly keySwaps: Pick<KeySwaps, 'swapWhenVerified' | 'isSwapped'>;
  readonly say: Recording['log']['say'];
  /** Takes no more, waits for the flows under way for at most that long, and closes. */
  readonly drain: (limitMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

// Node 22's default: with 16 KiB every TLS record would stop and start the stream.
setDefaultHighWaterMark(false, 65_536);

const STAYS_DEFAULT = 'stays the default app until the gate is started again; name one in defaultApp to settle it.';

/** Opens the gate. The only place where every part meets. Rejects with StartError, CertificateError or UsageError. */
export const start = async (config: Config, options: StartOptions): Promise<Gateway> => {
  const ca = await openRoot({ dir: config.gate.caDir });
  const roots = [...(await systemRoots()).pem, ...(await rootsIn(config.gate.upstreamCa))];
  const recording = await recordWithHar(rules, recordingOptions(config, options));
  const ports = new OwnPorts();
  const works = assemble(config, {
    ca,
    recording,
    sockets: diallingOf(config.gate, roots, ports),
    relayPorts: ports.udp,
  });
  recording.configured(sessionBegan('session.began', config));
  const held = { config };
  const reload = (read: Config) => {
    const next = keepDefault(held.config, read);
    if (next !== read) recording.log.say('warn', `${next.gate.defaultApp} ${STAYS_DEFAULT}`);
    held.config = next;
    works.reload(next);
    recording.configured(sessionBegan('session.reloaded', next));
  };
  const inForce = () => held.config;
  const apps = createAppDesk({ config: inForce, reload, say: recording.log.say });
  const windows = await openWindows(config, works, recording, { apps, config: inForce });
  for (const { port } of [...windows.listeners, windows.admin]) ports.tcp.add(port);
  return {
    ...windows,
    ca,
    roots,
    recording,
    report: () => recording.tally.report(),
    reload,
    keySwaps: works.keySwaps,
    say: recording.log.say,
  };
};

const recordingOptions = ({ gate: { record } }: Config, { logFormat: format, colour, write }: StartOptions) => ({
  limit: record.flows,
  ...{ file: record.file, har: record.har },
  format,
  colour,
  ...(write ? { write } : {}),
});
