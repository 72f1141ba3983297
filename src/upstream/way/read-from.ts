import type { Socket } from 'node:net';
import { proxyFailure } from './proxy-failure.ts';

/**
 * Reads a proxy's answer off a socket: `take` reads what it needs and leaves the rest in the socket, whose it is from
 * then on. It is called as bytes come until it gives something; what it throws is rejected with.
 */
export const readFrom = <T>(socket: Socket, take: (socket: Socket) => T | null): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = () => socket.off('readable', read).off('end', ended).off('close', ended).off('error', failed);
    const failed = (error: Error & { code?: string }) => {
      stop();
      socket.on('error', () => {}).destroy();
      const ours = error.code?.startsWith('UPSTREAM_PROXY_');
      reject(ours ? error : proxyFailure(error.code ?? 'BAD_RESPONSE', `the upstream proxy: ${error.message}`));
    };
    const ended = () =>
      failed(proxyFailure('ECONNRESET', 'the upstream proxy closed the connection before its answer'));
    const read = () => {
      try {
        const taken = take(socket);
        if (taken === null) return;
        stop();
        resolve(taken);
      } catch (error) {
        failed(error instanceof Error ? error : new Error(String(error)));
      }
    };
    socket.on('readable', read).once('end', ended).once('close', ended).once('error', failed);
    read();
  });
