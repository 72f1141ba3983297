import type { Config } from '../config/load.ts';

/**
 * Settings as they were read again. Where they leave no app as the default, because there are several now and none is
 * named, the one that was it so far stays it: an app that is added takes the rules from no client.
 */
export const keepDefault = (running: Config, read: Config): Config => {
  const { defaultApp } = running.gate;
  const isLost = read.gate.defaultApp === null && defaultApp !== null && read.apps.has(defaultApp);
  return isLost ? { ...read, gate: { ...read.gate, defaultApp } } : read;
};
