import { expect, it } from 'vitest';
import { shortcutLinks } from '../../src/main/shortcut-links.ts';

it.each([
  ['127.0.0.1', ['http://mpgate.test/d/x']],
  ['192.168.1.20', ['http://mpgate.test/d/x', 'http://192.168.1.20:8080/d/x']],
  ['fd00::1', ['http://mpgate.test/d/x', 'http://[fd00::1]:8080/d/x']],
])('a proxy at %s is reached at %j', (host, links) =>
  expect(shortcutLinks('/d/x', { host, port: 8080 })).toEqual(links),
);
