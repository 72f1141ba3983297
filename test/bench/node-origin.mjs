/**
 * The origin in Node: takes uploads always, and answers everything where nginx is not installed. Its argument is JSON:
 * `{ port, folder, key }`, with `<host>.pem` in the folder for every host that it speaks for.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { BIG_BYTES, KEPT, SMALL_BYTES } from './hosts.mjs';

const { port, folder, key } = JSON.parse(process.argv[2] ?? '');
const small = Buffer.alloc(SMALL_BYTES, 'x');
const block = Buffer.alloc(262_144, 'x');

const contexts = new Map();
const contextOf = (host) => {
  const made = contexts.get(host) ?? createSecureContext(credentials(host));
  contexts.set(host, made);
  return made;
};

const credentials = (host) => ({ key: readFileSync(key), cert: readFileSync(join(folder, `${host}.pem`)) });

const answer = (response, length) =>
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': length });

const big = (response) => {
  let left = BIG_BYTES;
  const more = () => {
    while (left > 0) {
      left -= block.length;
      if (!response.write(block)) return;
    }
    response.off('drain', more).end();
  };
  answer(response, BIG_BYTES).on('drain', more);
  more();
};

const server = createServer({ ...credentials(KEPT), SNICallback: (name, done) => done(null, contextOf(name)) });
server.on('request', (request, response) => {
  if (request.url === '/big') return big(response);
  request.resume();
  request.on('end', () => answer(response, SMALL_BYTES).end(small));
});
server.on('tlsClientError', () => {});
Object.assign(server, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
server.listen({ host: '127.0.0.1', port, backlog: 4096 });
