import type { Socket } from 'node:net';
import { WireError } from '../errors.ts';
import { SniReader } from '../probe/sni-reader.ts';

/** What a client's first bytes are: a handshake for a server that is named in the clear or not, or none; or there was no end to them. */
export type FirstBytes = { readonly sni: string | null } | 'no handshake' | 'unfinished';

/**
 * Calls `known` once with the server that a client's first message of TLS names, and leaves all of it to be read. The
 * message may come in pieces, of 64 KiB at most and for so many milliseconds.
 */
export const readSni = (socket: Socket, limitMs: number, known: (first: FirstBytes) => void): void => {
  const reader = new SniReader();
  const tell = (first: FirstBytes) => {
    clearTimeout(timer);
    socket.off('readable', hear).off('close', end);
    const bytes = reader.take();
    if (bytes.length > 0 && !socket.destroyed) socket.unshift(bytes);
    known(first);
  };
  const end = () => tell('unfinished');
  const hear = () => {
    const piece: Buffer | null = socket.read();
    if (!piece) return end();
    const first = sniIn(reader, piece);
    if (first) tell(first);
  };
  const timer = setTimeout(end, limitMs);
  socket.on('readable', hear).once('close', end);
  // What is there already is told of no more.
  if (socket.readableLength > 0) hear();
};

/** null: there is more to come. */
const sniIn = (reader: SniReader, piece: Buffer): FirstBytes | null => {
  try {
    const sni = reader.push(piece);
    return sni === undefined ? null : { sni };
  } catch (error) {
    if (error instanceof WireError) return 'no handshake';
    throw error;
  }
};
