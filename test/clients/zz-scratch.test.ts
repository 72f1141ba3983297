import { it } from 'vitest';
import { join } from 'node:path';
import { run } from '../support/run.ts';
import { folder } from '../support/folder.ts';
import { sparseFile, countBytes, MIB, sendBytes } from '../support/bodies.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { openWorld } from '../support/world.ts';
it('x', async () => {
  const api = await httpsOrigin(async (req, res) => {
    switch (req.url) {
      case '/413': res.writeHead(413, { 'content-length': 3 }); res.end('big'); return;
      case '/413c': res.writeHead(413, { 'content-length': 3, connection: 'close' }); res.end('big'); return;
      case '/401': res.writeHead(401, { 'content-length': 3 }); res.end('big'); req.resume(); return;
      case '/204': res.writeHead(204); res.end(); return;
      case '/304': res.writeHead(304, { etag: '"x"', 'content-length': 50 }); res.end(); return;
      case '/cl': res.writeHead(200, { connection: 'close' }); res.end('x'.repeat(100000)); return;
      case '/hdr': res.writeHead(200, { 'x-big': 'y'.repeat(30000) }); res.end('ok'); return;
      case '/raw': res.socket?.end('HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nclose delimited'); return;
      case '/dl': void sendBytes(res, 50 * MIB); return;
      case '/trailer': res.writeHead(200, { trailer: 'x-sum' }); res.write('abc'); res.addTrailers({ 'x-sum': '42' }); res.end(); return;
      default: mirror(req, res);
    }
  });
  const world = await openWorld({ resolve: { '*.shop.test': api.port } });
  const file = await sparseFile(join(await folder({}), 'f'), 50 * MIB);
  const c = async (...a: string[]) => {
    const r = await run('curl', ['-qsSi', '--max-time', '20', '--cacert', world.caFile, '--proxy', world.proxy, '-w', '\n%{exitcode} %{http_code} up=%{size_upload} t=%{time_total} n=%{num_connects}\n', ...a]);
    console.log(a.join(' '), '\n', r.stdout.slice(0, 300).replace(/\r/g, ''), '...', r.stdout.slice(-120), r.stderr);
  };
  const u = 'https://api.shop.test';
  await c('-T', file, `${u}/413`);
  await c('-T', file, '-H', 'Expect:', `${u}/413`);
  await c('-T', file, '-H', 'Expect:', `${u}/413c`);
  await c('-T', file, `${u}/401`);
  await c('-0', `${u}/`);
  await c('-0', '-d', 'abc', `${u}/`);
  await c('-0', `${u}/cl`);
  await c(`${u}/204`, `${u}/304`, `${u}/x`);
  await c('-I', `${u}/204`, `${u}/cl`, `${u}/raw`, '-X', 'HEAD');
  await c(`${u}/raw`);
  await c(`${u}/hdr`);
  await c('-H', 'Connection: close', `${u}/a`, `${u}/b`);
  await c('--http2', `${u}/a`);
  await c('--proxy-anyauth', '--proxy-user', 'wx0000000000000000:', `${u}/a`);
  await c(`${u}/trailer`);
  await c('-X','OPTIONS', '--request-target', '*', `${u}/`);
  await c('--path-as-is', `${u}/a/../b//c?x=%zz&y=ü`);
  await c('--tlsv1.3', `${u}/`);
  await c('--tls-max', '1.2', `${u}/`);
  await c('--tls-max', '1.1', '--tlsv1.0', '--ciphers','DEFAULT@SECLEVEL=0', `${u}/`);
  await c('-H', 'Host: evil.test', `${u}/`);
  await c('https://api.shop.test.:443/');
  await c('https://API.SHOP.test/');
  await c('-k', 'https://127.0.0.1/');
  await c('-r', '0-10', `${u}/dl`);
  console.log(JSON.stringify((await world.flows()).map((f) => [f.method, f.url, f.end?.outcome])));
  console.log(world.log().slice(-2500));
}, 120000);
