// Runs inside a network namespace of its own, where this machine is 10.77.0.1 too: how its admin port is reached there.
// Prints one JSON object.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get as getPlain } from 'node:http';
import { get as getTls } from 'node:https';
import { createInterface } from 'node:readline';

const [cli, app, caDir] = process.argv.slice(2);
const gate = spawn(process.execPath, [cli, 'start', '--app', app, '--port', '0', '--admin-port', '0', '--json'], {
  env: {
    PATH: process.env.PATH,
    ...{ MPGATE_CA_DIR: caDir, MPGATE_ADMIN_HOST: '0.0.0.0' },
    ...{ MPGATE_ADMIN_TOKEN: 'of-my-own', MPGATE_ADMIN_READ_TOKEN: 'to-read' },
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = await once(createInterface(gate.stdout), 'line');
const { admin } = JSON.parse(line);
const ca = readFileSync(`${caDir}/ca.pem`);

const ask = async (get, host, token) => {
  const headers = { authorization: `Bearer ${token}` };
  const asked = get({ host, port: admin.port, path: '/api/v1/report', ca, headers, agent: false });
  const [answer] = await once(asked, 'response').catch(({ code }) => [code]);
  if (typeof answer === 'string') return answer;
  answer.resume();
  return answer.statusCode;
};

const docs = getTls({ host: '10.77.0.1', port: admin.port, path: '/docs?token=to-read', ca, agent: false });
const [shown] = await once(docs, 'response');
const seen = {
  inside: await ask(getPlain, '127.0.0.1', 'of-my-own'),
  outside: await ask(getTls, '10.77.0.1', 'of-my-own'),
  reader: await ask(getTls, '10.77.0.1', 'to-read'),
  stranger: await ask(getTls, '10.77.0.1', 'wrong'),
  clear: await ask(getPlain, '10.77.0.1', 'of-my-own'),
  cookie: shown.headers['set-cookie'][0].replace(/^[^;]*/, ''),
};
process.stdout.write(`${JSON.stringify(seen)}\n`);
gate.kill('SIGTERM');
await once(gate, 'exit');
