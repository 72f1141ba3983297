import { expect, it } from 'vitest';
import { isLoopback } from '../../src/config/is-loopback.ts';

it.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['LocalHost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.2', false],
  ['gate.test', false],
])('%s: %s', (host, expected) => expect(isLoopback(host)).toBe(expected));
