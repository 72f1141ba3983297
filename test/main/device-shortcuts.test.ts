import { expect, it } from 'vitest';
import { openRoot } from '../../src/ca/root.ts';
import { deviceShortcuts } from '../../src/main/device-shortcuts.ts';
import { idleDevices } from '../support/devices.ts';
import { folder } from '../support/folder.ts';

it('hold over a restart, and not with another CA', async () => {
  const devices = idleDevices();
  const [dir, other] = [await folder({}), await folder({})];
  const pathBy = async (where: string) => deviceShortcuts(await openRoot({ dir: where }), devices).pathOf('10.0.0.1');
  const path = await pathBy(dir);
  expect(await pathBy(dir)).toBe(path);
  expect(await pathBy(other)).not.toBe(path);
});
