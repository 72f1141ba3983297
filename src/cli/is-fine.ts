import type { HostCheck } from '../check/check-host.ts';
import type { Platform } from '../model/facts.ts';

/** Whether nothing of effect `error` shows on those phones. */
export const isFine = ({ findings }: HostCheck, platform: Platform): boolean =>
  findings.every(({ effect, platforms }) => effect !== 'error' || !platforms.includes(platform));
