import { randomBytes } from 'node:crypto';
import type { Recording } from '../events/recording.ts';
import { type Counted, gauges } from './gauges.ts';
import { createMetrics } from './metrics.ts';
import type { OuterTls } from './outer-tls.ts';
import type { DeviceDesk } from './routes/devices.ts';
import { type Admin, type AdminOptions, startAdmin } from './server.ts';
import { createThrottles } from './throttles.ts';

/** The parts of a gate that the admin port shows. */
export interface AdminParts
  extends Pick<AdminOptions, 'host' | 'port' | 'ready' | 'keySwaps' | 'apps' | 'config' | 'har' | 'shortcuts'> {
  /** null: one is made. */
  readonly token: string | null;
  /** Of the read-only role; null: nobody has it. */
  readonly readToken: string | null;
  readonly contextFor: OuterTls['contextFor'];
  readonly recording: Recording;
  readonly devices: DeviceDesk;
  /** A new session begins. */
  readonly renew: () => void;
  readonly counted: Omit<Counted, 'log' | 'recent' | 'dropped' | 'throttles'>;
}

/** Opens the admin port. Rejects with StartError if it cannot be bound. */
export const openAdmin = async ({ recording, counted, ...parts }: AdminParts): Promise<Admin> => {
  const throttles = createThrottles();
  const metrics = createMetrics({ ...recording, gauges: gauges({ ...recording, ...counted, throttles }) });
  const tokens = { full: parts.token ?? randomBytes(18).toString('base64url'), read: parts.readToken };
  const tls = { contextFor: parts.contextFor, names: [parts.host.toLowerCase()] };
  const reset = () => {
    recording.reset();
    parts.renew();
  };
  return startAdmin({ ...recording, ...parts, tokens, tls, metrics, throttles, reset });
};
