import { expect, it } from 'vitest';
import { OwnPorts } from '../../src/downstream/own-ports.ts';

it.each([
  ['127.0.0.1', 80, 'tcp', true],
  ['127.0.0.1', 80, 'udp', true],
  ['127.0.0.1', 90, 'udp', true],
  ['127.0.0.1', 90, 'request', false],
  ['127.0.0.1', 70, 'udp', false],
  ['192.0.2.1', 80, 'tcp', false],
] as const)('%s:%i for %s: %s', (address, port, api, own) => {
  const ports = new OwnPorts();
  ports.tcp.add(80);
  ports.udp.add(90);
  expect(ports.has(address, port, api)).toBe(own);
});
