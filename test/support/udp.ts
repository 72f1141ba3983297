/** UDP on loopback: a server that answers, and a client that keeps what comes. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

export interface UdpEnd {
  readonly socket: Socket;
  readonly port: number;
  /** What has come so far. */
  readonly came: Buffer[];
  /** The next datagram that comes. */
  readonly next: () => Promise<Buffer>;
}

const isV6 = (address: string): boolean => address.includes(':');

/** A UDP socket that closes with the test. */
export const udpEnd = async (
  address = '127.0.0.1',
  act: (socket: Socket, bytes: Buffer, from: RemoteInfo) => void = () => {},
): Promise<UdpEnd> => {
  const socket = createSocket(isV6(address) ? 'udp6' : 'udp4');
  const came: Buffer[] = [];
  let taken = 0;
  socket.on('message', (bytes, from) => {
    came.push(bytes);
    act(socket, bytes, from);
  });
  socket.bind(0, address);
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  const next = async (): Promise<Buffer> => {
    while (came.length <= taken) await once(socket, 'message');
    taken += 1;
    return came[taken - 1] ?? Buffer.alloc(0);
  };
  return { socket, port: socket.address().port, came, next };
};

/** Answers each datagram with itself. */
export const udpEcho = (address?: string): Promise<UdpEnd> =>
  udpEnd(address, (socket, bytes, { port, address: from }) => socket.send(bytes, port, from));
