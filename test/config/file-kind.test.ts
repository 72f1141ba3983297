import { expect, it } from 'vitest';
import { fileKind } from '../../src/config/file-kind.ts';

it.each([
  [{ appid: 'wx1' }, 'app'],
  [{ name: 'Shop', domains: {} }, 'app'],
  [{ listen: {}, apps: [] }, 'gate'],
  [{ $schema: 'x' }, 'gate'],
  [{ $schema: 'x', profile: 'tcsas', lissten: {} }, 'app'],
  [{}, 'gate'],
  [null, 'gate'],
  [['appid'], 'gate'],
  [{ extends: 'wechat', name: 'mine' }, 'profile'],
])('%j is a file of kind %s', (value, kind) => {
  expect(fileKind(value)).toBe(kind);
});
