import { setDefaultHighWaterMark } from 'node:stream';
import { createAppDesk } from './admin/app-desk.ts';
import { createLeaves, type Leaves } from './ca/leaf.ts';
import { openRoot, type Root } from './ca/root.ts';
import { rootsIn, systemRoots } from './ca/roots.ts';
import { ServerLooks } from './check/server-looks.ts';
import type { Config } from './config/load.ts';
import { createBypassed } from './downstream/bypass.ts';
import { directHosts } from './downstream/direct-hosts.ts';
import type { Doors } from './downstream/doors.ts';
import type { Listener } from './downstream/listener.ts';
import { OwnPorts } from './downstream/own-ports.ts';
import type { Recording } from './events/recording.ts';
import type { Report } from './events/report.ts';
import { sessionBegan } from './events/session-began.ts';
import { type Apps, appOf, appsOf } from './exchange/apps.ts';
import { Devices } from './exchange/devices.ts';
import { createDistrust, type Distrust } from './exchange/distrust.ts';
import { createExchange } from './exchange/exchange.ts';
import type { Flow } from './exchange/flow.ts';
import { Roster } from './exchange/roster.ts';
import { Slots } from './exchange/slots.ts';
import { createVerifiedPins, type VerifiedPins } from './exchange/verified-pins.ts';
import { accessOf } from './main/access.ts';
import { connectsOf } from './main/connects-of.ts';
import { deviceShortcuts } from './main/device-shortcuts.ts';
import { diallingOf } from './main/dialling-of.ts';
import { openWindows } from './main/open-windows.ts';
import { createOnboarding, type Onboarding } from './onboarding/onboarding.ts';
import type { Shortcuts } from './onboarding/shortcuts.ts';
import { recordWithHar } from './reports/record-with-har.ts';
import { rules } from './rules/index.ts';
import type { Dialling } from './upstream/connect.ts';
import { createEcho } from './upstream/echo.ts';
import { createForward } from './upstream/forward.ts';
import { createKeySwaps, type KeySwaps } from './upstream/key-swaps.ts';
import { locate } from './upstream/locate.ts';
import { Pool } from './upstream/pool.ts';

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
  /** Later flows are judged by these apps; those under way keep theirs. Ports and the like stay as they are. */
  readonly reload: (config: Config) => void;
  /** A drill: servers that seem to change their keys. */
  readonly keySwaps: Pick<KeySwaps, 'swapWhenVerified'>;
  readonly say: Recording['log']['say'];
  /** Takes no more, waits for the flows under way for at most that long, and closes. */
  readonly drain: (limitMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Requests of one device and app that may wait in line. */
const LONGEST_LINE = 1000;
const IDLE_UPSTREAM = 1024;
const SESSIONS = 10_000;
const DEVICES = 10_000;
/** A working day: whoever installs the CA in between begins a new session. */
const DISTRUST = { max: 10_000, ttlMs: 8 * 3_600_000 };

// Node 22's default: with 16 KiB every TLS record would stop and start the stream.
setDefaultHighWaterMark(false, 65_536);

/** Everything between the listeners and the network, and what it holds. */
export interface Works {
  readonly doors: Doors;
  readonly leaves: Leaves;
  readonly pool: Pool;
  readonly slots: Slots;
  readonly pins: VerifiedPins;
  readonly flows: Roster<Flow>;
  readonly devices: Devices;
  readonly shortcuts: Pick<Shortcuts, 'pathOf'>;
  readonly looks: ServerLooks;
  readonly keySwaps: KeySwaps;
  readonly distrust: Distrust;
  readonly setApps: (config: Config) => void;
  /** A new session begins, on every device and with every server. */
  readonly renew: () => void;
  readonly close: () => void;
}

/** Opens the gate. The only place where every part meets. Rejects with StartError, CertificateError or UsageError. */
export const start = async (config: Config, options: StartOptions): Promise<Gateway> => {
  const ca = await openRoot({ dir: config.gate.caDir });
  const roots = [...(await systemRoots()).pem, ...(await rootsIn(config.gate.upstreamCa))];
  const recording = await recordWithHar(rules, recordingOptions(config, options));
  const ports = new OwnPorts();
  const works = assemble(config, ca, recording, diallingOf(config.gate, roots, ports), ports.udp);
  recording.configured(sessionBegan('session.began', config));
  const held = { config };
  const reload = (next: Config) => {
    held.config = next;
    works.setApps(next);
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

const assemble = (
  config: Config,
  ca: Root,
  { bus, log }: Recording,
  sockets: Omit<Dialling, 'keySwaps'>,
  udp: Set<number>,
): Works => {
  const { gate } = config;
  const held = { apps: appsOf(config.apps, gate.defaultApp) };
  const flows = new Roster<Flow>();
  const leaves = createLeaves({ root: ca, key: gate.caKey });
  const pool = new Pool({ idle: IDLE_UPSTREAM, headerBytes: gate.limits.headerBytes });
  const keySwaps = createKeySwaps(() => pool.retire());
  const dialling = { ...sockets, keySwaps };
  const slots = new Slots(LONGEST_LINE);
  const echo = createEcho();
  const looks = new ServerLooks({ dialling, tell: bus.emit });
  const { dial, reach } = connectsOf(dialling, echo, looks);
  const pins = createVerifiedPins(SESSIONS);
  const distrust = createDistrust(DISTRUST);
  const devices = new Devices({ max: DEVICES, flows, slots, pins, distrust });
  const shortcuts = deviceShortcuts(ca, devices);
  const shared = { apps: () => held.apps, bus, say: log.say, flows, devices, distrust, keySwaps };
  const forward = createForward(reach, pool);
  const doors: Doors = {
    ...shared,
    exchange: createExchange({ ...shared, slots, pins, block: gate.block, idleMs: gate.limits.idleMs, forward }),
    contextFor: leaves.contextFor,
    connect: dial,
    look: (order, reached) => looks.look(order, reached),
    locate: (sought, cancel) => locate(sought, dialling, cancel),
    relayPorts: udp,
    ...accessOf(gate),
    bypassed: createBypassed(gate.bypass),
    onboarding: onboardingOf(gate, ca, shared.apps, shortcuts),
    decrypt: gate.decrypt,
    limits: gate.limits,
  };
  return {
    ...{ doors, leaves, pool, slots, pins, flows, devices, distrust, shortcuts, looks, keySwaps },
    setApps: (next) => {
      held.apps = appsOf(next.apps, next.gate.defaultApp);
    },
    renew: () => {
      for (const part of [devices, looks]) part.renew();
    },
    close: closing(flows, [looks, pool, echo]),
  };
};

const closing = (flows: Roster<Flow>, parts: readonly { readonly close: () => void }[]) => (): void => {
  for (const flow of flows) flow.end({ type: 'flow.aborted', by: 'gate' });
  for (const part of parts) part.close();
};

const onboardingOf = (gate: Config['gate'], ca: Root, apps: () => Apps, shortcuts: Shortcuts): Onboarding =>
  createOnboarding({
    ca,
    host: gate.listen.host,
    decrypt: gate.decrypt,
    direct: () => directHosts(gate, apps()),
    app: (named) => appOf(apps(), named, null),
    shortcuts,
  });
