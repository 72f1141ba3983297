// Runs inside a network namespace of its own: gates at 10.77.0.1, the phone at 10.77.0.2, a printer at 10.77.0.3.
// Reads a list of { file, steps } from its standard input, and prints the list of the reports.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect, createServer as createTcp } from 'node:net';
import { text } from 'node:stream/consumers';
import { loadConfig } from '../../../dist/config/load.js';
import { start } from '../../../dist/main.js';

const gate = '10.77.0.1';
const phone = '10.77.0.2';
const printer = createServer((_, response) => response.end('printed')).listen(828, '10.77.0.3');
const parrot = createTcp((socket) => socket.on('error', () => {}).pipe(socket)).listen(5000, '0.0.0.0');

const get = async (port, url) => {
  const headers = { host: new URL(url).host, 'content-type': 'application/json' };
  const sent = request({ host: gate, port, localAddress: phone, path: url, headers }).end();
  const [response] = await once(sent, 'response');
  await text(response);
};

const tcp = async (port, target) => {
  const socket = connect({ host: gate, port, localAddress: phone }).on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  await once(socket, 'data');
  socket.write('\0hello');
  await Promise.race([once(socket, 'data').catch(() => {}), closed]);
  socket.destroy();
  await closed;
};

const acts = { get, tcp };

const reportOf = async ({ file, steps }) => {
  const gateway = await start(await loadConfig({ file, env: {} }), {
    logFormat: 'pretty',
    colour: false,
    write: () => {},
  });
  const { port, token } = gateway.admin;
  for (const { act, to } of steps) await acts[act](gateway.listeners[0].port, to);
  const read = async () =>
    (await fetch(`http://127.0.0.1:${port}/api/v1/report`, { headers: { authorization: `Bearer ${token}` } })).json();
  let report = await read();
  while (report.flows.open > 0 || report.flows.seen < steps.length) report = await read();
  await gateway.close();
  return report;
};

const reports = [];
for (const trial of JSON.parse(await text(process.stdin))) reports.push(await reportOf(trial));
process.stdout.write(JSON.stringify(reports));
printer.close();
parrot.close();
