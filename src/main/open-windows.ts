import { type AdminParts, openAdmin } from '../admin/open-admin.ts';
import type { Admin } from '../admin/server.ts';
import type { Config } from '../config/load.ts';
import { type Listener, listen, placesOf } from '../downstream/listener.ts';
import type { Recording } from '../events/recording.ts';
import { emptied } from '../exchange/emptied.ts';
import type { Gateway } from '../main.ts';
import { harPieces } from '../reports/har-pieces.ts';
import { certificatesKept } from '../upstream/peer.ts';
import type { Works } from './assemble.ts';
import { shortcutLinks } from './shortcut-links.ts';

type Windows = Pick<Gateway, 'listeners' | 'admin' | 'drain' | 'close'>;

/** How long a gate that ends waits for its own looks at servers. */
const LOOKS_MS = 2_000;

/** Opens every port; if one cannot be had, those that were opened are closed again. */
export const openWindows = async (
  config: Config,
  works: Works,
  recording: Recording,
  shown: Pick<AdminParts, 'apps' | 'config'>,
): Promise<Windows> => {
  const listeners: Listener[] = [];
  const open: { isReady: boolean; admin: Admin | null } = { isReady: true, admin: null };
  const close = async (): Promise<void> => {
    open.isReady = false;
    await Promise.all(listeners.map((listener) => listener.close()));
    works.close();
    await open.admin?.close();
    await recording.close();
  };
  const drain = async (limitMs: number): Promise<void> => {
    open.isReady = false;
    for (const listener of listeners) listener.stop();
    await emptied(works.flows, limitMs).then(() => emptied(works.looks, Math.min(limitMs, LOOKS_MS)));
    await close();
  };
  try {
    for (const place of placesOf(config.gate)) listeners.push(await listen(place, works.doors));
    const [main] = listeners;
    const admin = await openAdmin({
      ...{ ...config.gate.admin, ...shown, har: harPieces, recording, devices: works.devices },
      contextFor: works.doors.contextFor,
      shortcuts: (device) => (main ? shortcutLinks(works.shortcuts.pathOf(device), main) : []),
      ready: () => open.isReady,
      ...{ renew: works.renew, keySwaps: works.keySwaps },
      counted: { ...works, certificates: { size: certificatesKept }, access: works.doors.access, listeners },
    });
    open.admin = admin;
    return { listeners, admin: { host: admin.address, port: admin.port, token: admin.token }, drain, close };
  } catch (error) {
    await close();
    throw error;
  }
};
