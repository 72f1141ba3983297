// Runs inside a network namespace of its own: a gate at 10.77.0.1, the phone at 10.77.0.2, a printer at 10.77.0.3.
// Prints one JSON object: URL → status and rule as the phone sees them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { createInterface } from 'node:readline';

const [cli, app, caDir] = process.argv.slice(2);
const printer = createServer((_, response) => response.end('printed'));
printer.on('upgrade', (_, socket) =>
  socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
);
printer.listen(828, '0.0.0.0');

const gate = spawn(process.execPath, [cli, 'start', '--app', app, '--port', '8080', '--json'], {
  env: { PATH: process.env.PATH, MPGATE_CA_DIR: caDir },
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(createInterface(gate.stdout), 'line');

const ask = async (url, headers = {}) => {
  const sent = request({
    host: '10.77.0.1',
    port: 8080,
    localAddress: '10.77.0.2',
    path: url,
    headers: { host: new URL(url).host, ...headers },
  });
  sent.end();
  const [response, socket] = await Promise.race([once(sent, 'response'), once(sent, 'upgrade')]);
  response.resume();
  socket?.destroy?.();
  return `${response.statusCode} ${response.headers['x-mpgate-rule'] ?? ''}`.trim();
};

const seen = {
  printer: await ask('http://10.77.0.3:828/'),
  socket: await ask('http://10.77.0.3:828/', {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'x',
    'sec-websocket-version': '13',
  }),
  itself: await ask('http://10.77.0.2:828/'),
  otherNet: await ask('http://10.78.0.3:828/'),
  gate: await ask('http://10.77.0.1:8080/'),
};
process.stdout.write(`${JSON.stringify(seen)}\n`);
gate.kill('SIGTERM');
await once(gate, 'exit');
printer.close();
