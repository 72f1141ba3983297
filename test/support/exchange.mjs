// `node exchange.mjs PROXY TARGET` sends what stands on stdin through a tunnel of the proxy, or with `-` as TARGET to the proxy
// itself, and prints what comes back to the end.
import { once } from 'node:events';
import { connect } from 'node:net';

const [proxy, target] = process.argv.slice(2);
const { hostname, port } = new URL(proxy);
const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
if (target !== '-') {
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  const [head] = await once(socket, 'data');
  if (!String(head).startsWith('HTTP/1.1 200')) throw new Error(String(head));
}
process.stdin.pipe(socket);
socket.pipe(process.stdout);
