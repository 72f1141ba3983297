import { createSocket, type RemoteInfo } from 'node:dgram';

export interface OutletOptions {
  /** Family of addresses. */
  readonly type: 'udp4' | 'udp6';
  /** Has the port while it is open. */
  readonly ports: Set<number>;
  /** null: the one that the system would choose. */
  readonly address: string | null;
  readonly came: (bytes: Buffer, from: RemoteInfo) => void;
  /** It cannot be used, or not any more: the system's code. */
  readonly failed: (error: Error) => void;
}

/** A UDP socket on a port of its own. */
export interface Outlet {
  /** Resolves with the port. */
  readonly bound: Promise<number>;
  /** Sends, or drops where too much is waiting to be sent; `failed`: the system will not have it. */
  readonly send: (pieces: readonly Buffer[], address: string, port: number, failed: (error: Error) => void) => void;
  readonly close: () => void;
}

/** Bytes that may wait in a socket: more would only be late. */
const MOST_WAITING = 1 << 20;

export const openOutlet = ({ type, ports, address, came, failed }: OutletOptions): Outlet => {
  const socket = createSocket({ type, ipv6Only: type === 'udp6' });
  let isOpen = true;
  let own = 0;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    ports.delete(own);
    socket.close();
  };
  socket.on('message', came);
  socket.on('error', (error) => {
    close();
    failed(error);
  });
  const bound = new Promise<number>((resolve) => {
    socket.bind({ port: 0, exclusive: true, ...(address === null ? {} : { address }) }, () => {
      own = socket.address().port;
      ports.add(own);
      resolve(own);
    });
  });
  return {
    bound,
    send: (pieces, to, port, refused) => {
      if (!isOpen || socket.getSendQueueSize() > MOST_WAITING) return;
      socket.send(pieces, port, to, (error) => error && refused(error));
    },
    close,
  };
};
