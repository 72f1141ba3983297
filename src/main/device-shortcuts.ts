import { hkdfSync } from 'node:crypto';
import { createThrottle, type Throttle } from '../admin/throttle.ts';
import type { Root } from '../ca/root.ts';
import type { Devices } from '../exchange/devices.ts';
import { createShortcuts, type Shortcuts } from '../onboarding/shortcuts.ts';

/** Wrong secrets of one address. */
const guesses = { burst: 20, perSecond: 0.2 };

export interface DeviceShortcuts extends Shortcuts {
  /** Counts wrong ones by address. */
  readonly wrong: Pick<Throttle, 'size'>;
}

/** Shortcuts whose key comes from that of the CA: they hold as long as devices trust it, over restarts too. */
export const deviceShortcuts = ({ keyObject }: Pick<Root, 'keyObject'>, devices: Devices): DeviceShortcuts => {
  const secret = keyObject.export({ type: 'pkcs8', format: 'der' });
  const wrong = createThrottle(guesses);
  const shortcuts = createShortcuts({
    key: Buffer.from(hkdfSync('sha256', secret, '', 'mpgate device shortcuts', 32)),
    change: (device, change) => void devices.change(device, change),
    wrong,
  });
  return { ...shortcuts, wrong };
};
