import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { proxyUser } from '../../src/downstream/proxy-user.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

it.each([
  [undefined, null],
  [basic('wx0123456789abcdef:'), { name: 'wx0123456789abcdef', password: '' }],
  [basic('anna+wx0123456789abcdef:with:colons:'), { name: 'anna+wx0123456789abcdef', password: 'with:colons:' }],
  [basic('no-colon'), { name: 'no-colon', password: '' }],
  [basic(''), null],
  [basic(':only a password'), null],
  [basic('d\u00e9j\u00e0:p\u00e4ss'), { name: 'd\u00e9j\u00e0', password: 'p\u00e4ss' }],
  [basic('user:').replace('Basic', 'bAsIc'), { name: 'user', password: '' }],
  [basic('user:').replace(' ', '   '), { name: 'user', password: '' }],
  ['Basic', null],
  ['Basic ****', null],
  ['Bearer dXNlcjo=', null],
])('Proxy-Authorization: %s names %j', async (value, user) => {
  const server = createServer((_, response) => response.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  request({ port, agent: false, headers: value === undefined ? {} : { 'proxy-authorization': value } }).end();
  const [incoming] = (await once(server, 'request')) as [IncomingMessage];
  expect(proxyUser(incoming)).toEqual(user);
});
