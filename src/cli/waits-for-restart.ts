import type { Gate } from '../config/gate-schema.ts';
import { leaves } from '../config/json-schema.ts';
import { at } from '../config/plain.ts';

/** The settings that a reload takes over: the apps, whose rules hold for a client that names none, and who may come in. */
const RELOADED: ReadonlySet<string> = new Set([
  'apps',
  'defaultApp',
  'clients.allow',
  'clients.users',
  'listen.proxyProtocol',
  'listen.trustedProxies',
]);

/** Dotted paths of the settings that differ and that only a new start takes over, in the order of mpgate.json. */
export const waitsForRestart = (running: Gate, read: Gate): readonly string[] =>
  leaves('gate')
    .filter(({ path }) => JSON.stringify(at(running, path)) !== JSON.stringify(at(read, path)))
    .map(({ path }) => path.join('.'))
    .filter((path) => !RELOADED.has(path));
