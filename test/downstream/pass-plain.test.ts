import { expect, it } from 'vitest';
import { ask, basic, dial, exchangeRaw } from '../support/client.ts';
import { itNeeds } from '../support/needs.ts';
import { httpOrigin, mirror, tcpOrigin } from '../support/origin.ts';
import { run } from '../support/run.ts';
import { ANNA, users } from '../support/users.ts';
import { openWorld, SHOP, type World } from '../support/world.ts';

const HOST = 'short.test';
const BODY = 'mmtls\r\n\0\u0001\xff'.repeat(2_000);
const LINE = `POST http://${HOST}/mmtls/0123abcd HTTP/1.1`;
const FIELDS = [`Host: ${HOST}`, 'Accept: */*', 'Content-Length: 20000', 'User-Agent: MicroMessenger Client'];
const MMTLS = [...FIELDS, 'Upgrade: mmtls'];
const request = (line: string, fields: readonly string[], body = ''): Buffer =>
  Buffer.from(`${[line, ...fields].join('\r\n')}\r\n\r\n${body}`, 'latin1');

/** A server that sends back what it gets to the end, and a gate that passes what is for it. */
const passing = async (gate: object = {}, app: object = {}): Promise<World> => {
  const { port } = await tcpOrigin((socket) => void socket.pipe(socket));
  return openWorld({ app, gate: { bypass: [HOST], ...gate }, resolve: { [HOST]: port } });
};

/** All that comes back of what is sent at once. */
const sentBack = async (world: World, bytes: Buffer): Promise<string> => {
  const socket = await dial(world);
  const came = exchangeRaw(socket, bytes);
  socket.end();
  return came;
};

it.each([
  ['as real clients send it', MMTLS],
  ['with Connection: Upgrade', [...MMTLS, 'Connection: Upgrade']],
])('mmtls %s reaches its server in origin form, and all that follows goes both ways', async (_, fields) => {
  const world = await passing();
  await world.tell({ foreground: false });
  const more = request('GET http://other.test/ HTTP/1.1', []).toString('latin1');
  const sent = request(LINE, fields, BODY + more);
  const got = request('POST /mmtls/0123abcd HTTP/1.1', fields, BODY + more);
  expect(await sentBack(world, sent)).toBe(got.toString('latin1'));
  const [flow] = await world.flows();
  expect(flow).toMatchObject({ method: 'POST', host: HOST, port: 80, verdicts: [{ stage: 'dial' }] });
  expect(flow?.end).toMatchObject({ outcome: 'completed', spliced: expect.stringMatching(/^bypassed/) });
});

it('a request without an upgrade is the last one of its connection', async () => {
  const got = await sentBack(await passing(), request(LINE, [...FIELDS, 'Proxy-Connection: keep-alive']));
  expect(got).toBe(request('POST /mmtls/0123abcd HTTP/1.1', [...FIELDS, 'Connection: close']).toString('latin1'));
});

it.each([
  ['a host that is not bypassed', {}, {}, LINE.replace(HOST, 'other.test')],
  ['a host of the app’s own', {}, { domains: { ...SHOP, request: [`https://${HOST}`] } }, LINE],
  ['a bypassed host where all is decrypted', { decrypt: 'always' }, {}, LINE],
])('%s is judged by the rules', async (_, gate, app, line) => {
  const world = await passing({ block: 'explain', ...gate }, app);
  expect(await exchangeRaw(await dial(world), request(line, [...MMTLS, 'Connection: close'], BODY))).toMatch(
    /^HTTP\/1\.1 403 .*X-Mpgate-Rule: /s,
  );
});

it('no bypass leads to the gate itself', async () => {
  const world = await openWorld({ gate: { bypass: [HOST] }, resolve: { [HOST]: '127.0.0.1' } });
  const line = LINE.replace(HOST, `${HOST}:${world.port}`);
  expect(await sentBack(world, request(line, MMTLS))).toMatch(/^HTTP\/1\.1 403 .*X-Mpgate-Rule: upstream-address/s);
});

it('who has to log in has to here, and the server does not hear of it', async () => {
  const world = await passing({ clients: { users } });
  expect(await sentBack(world, request(LINE, MMTLS))).toMatch(/^HTTP\/1\.1 407 .*Proxy-Authenticate: Basic/s);
  const login = `Proxy-Authorization: ${basic(ANNA)}`;
  const got = request('POST /mmtls/0123abcd HTTP/1.1', MMTLS).toString('latin1');
  expect(await sentBack(world, request(LINE, [...MMTLS, login]))).toBe(got);
});

itNeeds('curl')('curl takes a connection of its own for the next host', async () => {
  const { port } = await httpOrigin(mirror);
  const world = await openWorld({ gate: { bypass: [HOST] }, resolve: { [HOST]: port } });
  const urls = [`http://${HOST}/a`, 'http://api.shop.test/b'];
  const { stdout } = await run('curl', [
    '-s',
    '-x',
    world.proxy,
    '-w',
    '%{http_code} ',
    '-o',
    '/dev/null',
    '-o',
    '/dev/null',
    ...urls,
  ]);
  expect(stdout).toBe('200 403 ');
  expect((await ask(world, urls[1] ?? '')).headers['x-mpgate-rule']).toBe('scheme-https-wss');
});
