import { expect, it } from 'vitest';
import { dotted } from '../../src/config/path.ts';

it.each([
  [[], ''],
  [['appid'], 'appid'],
  [['domains', 'request', 0], 'domains.request[0]'],
  [['rules', 'no-ip-literal'], 'rules.no-ip-literal'],
  [['certs', 'api.shop.test', 1], 'certs["api.shop.test"][1]'],
  [['$schema'], '$schema'],
])('%j → %s', (path, text) => {
  expect(dotted(path)).toBe(text);
});
