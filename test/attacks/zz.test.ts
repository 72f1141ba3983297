import { it } from 'vitest';
import { scriptedOrigin } from '../support/scripted.ts';
import { openWorld } from '../support/world.ts';
import { exchangeRaw, secureTunnel } from '../support/client.ts';
const HOST='api.shop.test';
const H='HTTP/1.1 200 OK\r\n';
const table: [string, string, string][] = [
 ['CL short FIN', H+'Content-Length: 10\r\n\r\nhello','end'],
 ['CL short RST', H+'Content-Length: 10\r\n\r\nhello','reset'],
 ['chunk cut FIN', H+'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n','end'],
 ['chunk cut RST', H+'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n','reset'],
 ['chunk cut close FIN', H+'Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n','end'],
 ['chunk cut close RST', H+'Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n','reset'],
 ['CL cut close FIN', H+'Connection: close\r\nContent-Length: 10\r\n\r\nhello','end'],
 ['CL cut close RST', H+'Connection: close\r\nContent-Length: 10\r\n\r\nhello','reset'],
 ['close delim RST', H+'\r\nhello','reset'],
 ['close delim raw FIN', H+'\r\nhello','rawfin'],
 ['close delim FIN', H+'\r\nhello','end'],
 ['1.0 close delim FIN', 'HTTP/1.0 200 OK\r\n\r\nhello','end'],
 ['TE x', H+'Transfer-Encoding: xchunked\r\n\r\nhello','end'],
 ['TE gzip', H+'Transfer-Encoding: gzip\r\n\r\nhello','end'],
 ['TE gzip, chunked', H+'Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n','end'],
 ['TE chunked,chunked', H+'Transfer-Encoding: chunked, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n','end'],
 ['TE twice', H+'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n','end'],
 ['TE 1.0', 'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n','end'],
 ['TE \\x0b', H+'Transfer-Encoding: \x0bchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n','end'],
 ['CL+TE', H+'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n','end'],
 ['TE+CL', H+'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n5\r\nhello\r\n0\r\n\r\n','end'],
 ['CL CL', H+'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello','end'],
 ['CL CL same', H+'Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello','end'],
 ['CL list', H+'Content-Length: 5, 5\r\n\r\nhello','end'],
 ['CL -1', H+'Content-Length: -1\r\n\r\nhello','end'],
 ['CL +5', H+'Content-Length: +5\r\n\r\nhello','end'],
 ['CL empty', H+'Content-Length: \r\n\r\nhello','end'],
 ['CL 0x5', H+'Content-Length: 0x5\r\n\r\nhello','end'],
 ['CL huge', H+'Content-Length: 99999999999999999999999\r\n\r\nhello','end'],
 ['garbage', 'garbage\r\n\r\n','end'],
 ['empty', '','end'], ['empty reset','','reset'],
 ['HTTP/2', 'HTTP/2 200 OK\r\n\r\n','end'],
 ['HTTP/3.0', 'HTTP/3.0 200 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['HTTP/0.9', 'HTTP/0.9 200 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['ICY', 'ICY 200 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['status 20', 'HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['status 2000', 'HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['status 099', 'HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['status 000', 'HTTP/1.1 000 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['status 999', 'HTTP/1.1 999 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['status 600', 'HTTP/1.1 600 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['only LF', H.replace('\r','')+'Content-Length: 0\n\n','end'],
 ['bare LF', H+'X: a\nContent-Length: 0\r\n\r\n','end'],
 ['bare CR', H+'X: a\rb\r\nContent-Length: 0\r\n\r\n','end'],
 ['NUL', H+'X: a\0b\r\nContent-Length: 0\r\n\r\n','end'],
 ['fold', H+'X: a\r\n b\r\nContent-Length: 0\r\n\r\n','end'],
 ['space colon', H+'X : a\r\nContent-Length: 0\r\n\r\n','end'],
 ['no colon', H+'Xa\r\nContent-Length: 0\r\n\r\n','end'],
 ['big', H+'X: '+'a'.repeat(70000)+'\r\nContent-Length: 0\r\n\r\n','end'],
 ['cut head', H+'X: a','end'],
 ['101', 'HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n','end'],
 ['101 bare', 'HTTP/1.1 101 Switching\r\n\r\n','end'],
 ['100', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['102', 'HTTP/1.1 102 P\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['103 with CL', 'HTTP/1.1 103 E\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n','end'],
 ['103 then end', 'HTTP/1.1 103 E\r\nLink: a\r\n\r\n','end'],
 ['latin1 status', 'HTTP/1.1 200 Tr\xe8s bien\r\nContent-Length: 0\r\n\r\n','end'],
 ['utf8 status', Buffer.from('HTTP/1.1 200 成功\r\nContent-Length: 0\r\n\r\n').toString('latin1'),'end'],
 ['no status text', 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n','end'],
 ['ctl status text', 'HTTP/1.1 200 a\x01b\r\nContent-Length: 0\r\n\r\n','end'],
 ['latin1 header', 'HTTP/1.1 200 OK\r\nX: \xe8\xff\r\nContent-Length: 0\r\n\r\n','end'],
 ['ctl header', 'HTTP/1.1 200 OK\r\nX: a\x01b\r\nContent-Length: 0\r\n\r\n','end'],
 ['del header', 'HTTP/1.1 200 OK\r\nX: a\x7fb\r\nContent-Length: 0\r\n\r\n','end'],
 ['bad name', 'HTTP/1.1 200 OK\r\nX@: a\r\nContent-Length: 0\r\n\r\n','end'],
 ['chunk bad', H+'Transfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n','stay'],
 ['chunk long', H+'Transfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n','stay'],
 ['chunk no crlf', H+'Transfer-Encoding: chunked\r\n\r\n5\r\nhello0\r\n\r\n','stay'],
 ['chunk LF', H+'Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n','stay'],
 ['trailers bad', H+'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX@: a\r\n\r\n','stay'],
 ['trailers CL', H+'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nContent-Length: 3\r\nTransfer-Encoding: x\r\n\r\n','stay'],
 ['trailers cut', H+'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: a\r\n','end'],
 ['last chunk cut', H+'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n','end'],
 ['204 CL', 'HTTP/1.1 204 N\r\nContent-Length: 5\r\n\r\nhello','stay'],
 ['204 TE', 'HTTP/1.1 204 N\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n','stay'],
 ['205', 'HTTP/1.1 205 N\r\nContent-Length: 5\r\n\r\nhello','stay'],
 ['dup', 'HTTP/1.1 200 OK\r\nset-COOKIE: a=1\r\nX: 1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n','stay'],
 ['conn', 'HTTP/1.1 200 OK\r\nConnection: close, X-A, content-length\r\nX-A: 1\r\nContent-Length: 5\r\n\r\nhel','end'],
];
it('x', async () => {
  let now: [string,string,string];
  const origin = await scriptedOrigin(({socket}) => {
    socket.write(now[1], 'latin1');
    if (now[2]==='end') socket.end();
    if (now[2]==='rawfin') { setTimeout(() => (Reflect.get(socket,'_parent') ?? socket).end?.(), 20); }
    if (now[2]==='reset') setTimeout(() => { const raw = Reflect.get(socket,'_parent'); raw.resetAndDestroy(); }, 20);
  });
  const world = await openWorld({ app: {networkTimeout:{request:2000, downloadFile: 2000}}, resolve: { [HOST]: origin.port } });
  for (now of table) {
    const text = await exchangeRaw(await secureTunnel(world, HOST+':443'), `GET / HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`);
    const f = (await world.flows())[0];
    console.log(now[0].padEnd(20), now[2], JSON.stringify(text.length>300? text.slice(0,300)+'…': text), f?.end?.outcome, (f?.end as any)?.code, (f?.end as any)?.message);
  }
}, 60000);
