import { it } from 'vitest';
import { ServerResponse } from 'node:http';
import { openWorld } from '../support/world.ts';
import { exchangeRaw, tunnel } from '../support/client.ts';
import { tcpOrigin } from '../support/origin.ts';
const HOST='api.shop.test';
process.on('uncaughtException', (e) => console.log('UNCAUGHT', e.message, e.stack));
it('paused then reset', async () => {
  let onFull = () => {};
  const w = ServerResponse.prototype.write;
  ServerResponse.prototype.write = function (...a: any[]) { const r = (w as any).apply(this, a); if (r === false) onFull(); return r; } as any;
  const origin = await tcpOrigin((socket) => {
    let stop = false;
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
      const t = setInterval(() => { if (!stop && !socket.destroyed) socket.write('x'.repeat(16000)); else clearInterval(t); }, 1);
      onFull = () => { if (!stop) { stop = true; console.log('full'); setTimeout(() => { socket.resetAndDestroy(); console.log('reset') }, 50);} };
    });
  });
  const world = await openWorld({ app: {rules: {'scheme-https-wss':'off'}, networkTimeout:{request:5000, downloadFile: 5000}}, resolve: { [HOST+':80']: origin.port } });
  const s = await tunnel(world, HOST+':80');
  s.pause();
  s.write(`GET / HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`);
  await new Promise(r => setTimeout(r, 3000));
  const p = exchangeRaw(s, ''); s.resume(); const text = await p;
  const f = (await world.flows())[0];
  console.log(text.length, text.endsWith('0\r\n\r\n'), f?.end?.outcome, f?.end?.bytesDown, (f?.end as any)?.code, (f?.end as any)?.message);
}, 60000);
