import { connect as connectTcp } from 'node:net';
import { connect as connectTls, createSecureContext } from 'node:tls';

const TIMEOUT_MS = 20_000;

/** What leads to the origin: a proxy, or nothing (`proxy` null). */
export const createWay = ({ proxy, ca }) => {
  const secureContext = createSecureContext({ ca });
  /** A TLS connection to a host: CONNECT, 200, and a whole handshake. `from`: the loopback address of the client. */
  return async (hostname, port, from) => {
    const socket = await tcp(proxy ?? { host: '127.0.0.1', port }, from);
    try {
      if (proxy) await tunnel(socket, `${hostname}:${port}`);
      const tls = await secured(socket, hostname, secureContext);
      socket.setTimeout(0);
      return tls;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  };
};

const tcp = ({ host, port }, localAddress) =>
  new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port, localAddress, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('nothing was heard for too long')));
  });

const tunnel = (socket, authority) =>
  new Promise((resolve, reject) => {
    let head = '';
    const closed = () => reject(new Error('the proxy closed the connection instead of answering CONNECT'));
    const onData = (chunk) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', onData).off('close', closed);
      if (/^HTTP\/1\.[01] 200/.test(head)) resolve();
      else reject(new Error(`CONNECT ${authority} was answered with ${head.slice(0, 400)}`));
    };
    socket.on('data', onData).once('close', closed);
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  });

const secured = (socket, servername, secureContext) =>
  new Promise((resolve, reject) => {
    const tls = connectTls({ socket, servername, secureContext, ALPNProtocols: ['http/1.1'] });
    tls.once('secureConnect', () => resolve(tls));
    tls.once('error', reject);
    tls.once('close', () => reject(new Error(`the connection closed in the handshake with ${servername}`)));
  });
