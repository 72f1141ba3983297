import type { Socket } from 'node:net';
import { Roster } from '../exchange/roster.ts';
import type { Doors } from './doors.ts';
import { reject } from './reject.ts';
import type { Way } from './way.ts';

/** Keeps count of a listener's connections. */
export interface Admission {
  readonly sockets: ReadonlySet<Socket>;
  /** `device`: the client's address. null: turned away. */
  readonly admit: (socket: Socket, device: string) => Way | null;
}

/** Turns away whoever may not use the gate or has too many connections. `app`: whose the listener is; null: anyone's. */
export const createAdmission = ({ access, limits }: Doors, app: string | null): Admission => {
  const sockets = new Set<Socket>();
  const perClient = new Map<string, number>();
  const leave = (socket: Socket, { device, owed }: Way): void => {
    // Node tells only the first in line that its connection is gone.
    for (const response of owed) response.emit('close');
    sockets.delete(socket);
    const left = (perClient.get(device) ?? 1) - 1;
    if (left > 0) perClient.set(device, left);
    else perClient.delete(device);
  };
  const admit = (socket: Socket, device: string): Way | null => {
    const open = perClient.get(device) ?? 0;
    socket.on('error', () => {});
    if (!access().allowed(device)) {
      reject(socket, 403, {}, { version: 1, message: `${device} may not use this gate` });
      return null;
    }
    if (open >= limits.connectionsPerClient) {
      socket.destroy();
      return null;
    }
    const way = wayOf(socket, device, app);
    sockets.add(socket);
    perClient.set(device, open + 1);
    socket.once('close', () => leave(socket, way));
    return way;
  };
  return { sockets, admit };
};

const wayOf = (socket: Socket, device: string, app: string | null): Way => ({
  device,
  app,
  authority: null,
  secure: false,
  sni: undefined,
  via: '',
  reset: () => {
    socket.resetAndDestroy();
  },
  judged: new Map(),
  owed: new Roster(),
});
