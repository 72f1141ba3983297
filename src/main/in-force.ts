import type { Config } from '../config/load.ts';
import { type Apps, appsOf } from '../exchange/apps.ts';
import { accessOf, type Granted } from './access.ts';

/** What a reload takes over. */
export interface InForce extends Granted {
  readonly apps: Apps;
}

/** `before`: what was in force until now; null: the gate starts. */
export const inForce = ({ apps, gate }: Config, before: InForce | null): InForce => ({
  gate,
  apps: appsOf(apps, gate.defaultApp),
  access: accessOf(gate, before),
});
