import { expect, it } from 'vitest';
import { newAppFile } from '../../src/config/new-app-file.ts';

it.each([
  [['/c/apps/*.json'], '/c/apps/wx1.json'],
  [['/c/one.json', '/c/apps/*.json', '/c/more/*.json'], '/c/apps/wx1.json'],
  [['/c/apps/*.jsonc', '/c/more/wx*.json'], '/c/more/wx1.json'],
  [['/c/apps/my-*.json'], null],
  [['/c/one.json'], null],
  [['/c/wx1.json'], null],
  [[], null],
])('by %j an app wx1 belongs to %s', (apps, file) => expect(newAppFile(apps, 'wx1')).toBe(file));
