import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isFile, parseDestination } from '../../src/cli/pin-target.ts';
import { UsageError } from '../../src/errors.ts';
import { folder } from '../support/folder.ts';

describe('isFile', () => {
  it.each([
    ['api.shop.test', false],
    ['api.shop.test:8443', false],
    ['[::1]:443', false],
    ['https://api.shop.test/', false],
    ['api.shop.test.pem', true],
    ['server.CRT', true],
    ['certs/ca', true],
    ['.\\certs\\ca', true],
    ['/dev/stdin', true],
  ])('%s: %s', async (target, expected) => {
    expect(await isFile(target)).toBe(expected);
  });

  it('a file that is there is one whatever its name, a folder is none', async () => {
    const dir = await folder({ 'api.shop.test': 'x' });
    mkdirSync(join(dir, 'folder.test'));
    const before = process.cwd();
    process.chdir(dir);
    onTestFinished(() => process.chdir(before));
    expect(await isFile('api.shop.test')).toBe(true);
    expect(await isFile('folder.test')).toBe(false);
  });
});

describe('parseDestination', () => {
  it.each([
    ['api.shop.test', 'api.shop.test', 443],
    ['API.Shop.test.', 'api.shop.test', 443],
    ['api.shop.test:8443', 'api.shop.test', 8443],
    ['api.shop.test:443', 'api.shop.test', 443],
    ['https://api.shop.test:8443/v1?q=1', 'api.shop.test', 8443],
    ['例子.test', 'xn--fsqu00a.test', 443],
    ['127.0.0.1:9443', '127.0.0.1', 9443],
    ['[::1]:9443', '::1', 9443],
  ])('%s is %s, port %i', (target, hostname, port) => {
    expect(parseDestination(target)).toEqual({ hostname, port });
  });

  it.each(['', 'a b', 'api.shop.test:99999', 'user:word@api.shop.test', '::1', ':443', 'http://api.shop.test'])(
    'refuses %j',
    (target) => {
      expect(() => parseDestination(target)).toThrow(UsageError);
      expect(() => parseDestination(target)).toThrow('is neither a file nor a host; write api.shop.test');
    },
  );
});
