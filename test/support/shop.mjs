// The servers of a phone's story, on 127.0.0.1: `node shop.mjs CERT KEY`. HTTPS on 9443, where /held has no answer; on 9444 bytes
// come back as they are, and what has come is told, with its sum.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp } from 'node:net';

const [cert, key] = process.argv.slice(2).map((file) => readFileSync(file));
createHttps({ cert, key }, ({ url }, response) => {
  if (!url.startsWith('/held')) response.end('now');
}).listen(9443, '127.0.0.1');

createTcp((socket) => {
  const sum = createHash('sha256');
  socket.on('error', () => {});
  socket.on('data', (chunk) => sum.update(chunk));
  socket.on('end', () => process.stdout.write(`got ${sum.digest('hex')}\n`));
  socket.pipe(socket);
}).listen(9444, '127.0.0.1', () => process.stdout.write('open\n'));
