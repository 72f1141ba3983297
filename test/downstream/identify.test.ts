import { once } from 'node:events';
import { expect, it } from 'vitest';
import { answersIn } from '../support/answers.ts';
import { basic, dial, exchangeRaw } from '../support/client.ts';
import { httpOrigin, mirror } from '../support/origin.ts';
import { ANNA, LAX, users } from '../support/users.ts';
import { openWorld } from '../support/world.ts';

const opened = async () => {
  const origin = await httpOrigin(mirror);
  const world = await openWorld({
    app: { rules: LAX },
    gate: { clients: { users } },
    resolve: { 'a.test': origin.port },
  });
  return { origin, world };
};

const GET = 'GET http://a.test/ HTTP/1.1\r\nHost: a.test\r\n';
const NAMED = `${GET}Proxy-Authorization: ${basic(ANNA)}\r\n`;

it('a challenge leaves the connection open for the same request with a name', async () => {
  const { world, origin } = await opened();
  const socket = await dial(world);
  socket.write(`${GET}\r\n`);
  const [first] = (await once(socket, 'data')) as [Buffer];
  expect(String(first)).toMatch(/^HTTP\/1\.1 407 .*\r\nProxy-Authenticate: Basic .*\r\nConnection: keep-alive\r\n/s);
  const rest = await exchangeRaw(socket, `${NAMED}Connection: close\r\n\r\n`);
  expect([rest.slice(0, 12), origin.requests.length]).toEqual(['HTTP/1.1 200', 1]);
});

it('so it does at CONNECT', async () => {
  const { world } = await opened();
  const socket = await dial(world);
  const connect = 'CONNECT api.shop.test:443 HTTP/1.1\r\nHost: x\r\n';
  socket.write(`${connect}\r\n`);
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 407 .*\r\nConnection: keep-alive/s);
  socket.write(`${connect}Proxy-Authorization: ${basic(ANNA)}\r\n\r\n`);
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 /);
  socket.destroy();
});

it.each([
  ['a body', 'POST http://a.test/ HTTP/1.1\r\nHost: a.test\r\nContent-Length: 4\r\n\r\nbody'],
  ['a WebSocket', `${GET}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`],
  ['CONNECT with a length', 'CONNECT a.test:443 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n'],
  ['CONNECT with bytes behind it', `CONNECT a.test:443 HTTP/1.1\r\nHost: x\r\n\r\n${GET}\r\n`],
  ['CONNECT of HTTP/1.0', 'CONNECT a.test:443 HTTP/1.0\r\n\r\n'],
  ['CONNECT that says so', 'CONNECT a.test:443 HTTP/1.1\r\nHost: x\r\nProxy-Connection: close\r\n\r\n'],
])('one to %s ends it', async (_, bytes) => {
  const { world, origin } = await opened();
  const answers = answersIn(await exchangeRaw(await dial(world), bytes));
  expect([answers.map(({ status }) => status), origin.requests.length]).toEqual([[407], 0]);
});

it('requests behind one whose password is looked at have their turn after it', async () => {
  const { world, origin } = await opened();
  const text = await exchangeRaw(await dial(world), `${NAMED}\r\n${NAMED}\r\n${NAMED}Connection: close\r\n\r\n`);
  expect(text.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 200']);
  expect(origin.requests).toHaveLength(3);
});

it('those of a known password may come one behind the other', async () => {
  const { world, origin } = await opened();
  await exchangeRaw(await dial(world), `${NAMED}Connection: close\r\n\r\n`);
  const text = await exchangeRaw(await dial(world), `${NAMED}\r\n${NAMED}\r\n${NAMED}Connection: close\r\n\r\n`);
  expect([text.match(/^HTTP\/1\.1 200/gm)?.length, origin.requests.length]).toEqual([3, 4]);
});
