import { createServer } from 'node:net';
import type { Checkup } from './checkup.ts';
import { caBehind, isAdmin } from './who-listens.ts';

/** A port that the settings ask for. */
export interface Wanted {
  readonly check: 'port' | 'admin';
  readonly host: string;
  readonly port: number;
  /** The setting that names it. */
  readonly setting: string;
}

/** Whether a port can be had, or who has it. `fingerprint`: of the CA in force; null: there is none. */
export const checkPort = async (wanted: Wanted, fingerprint: string | null): Promise<Checkup> => {
  const { check, port, setting } = wanted;
  const place = `${port} on ${wanted.host}`;
  if (port === 0) return { check, state: 'ok', message: `any free one on ${wanted.host}`, fix: null };
  const code = await bindError(wanted);
  if (code === null) return { check, state: 'ok', message: `${place} is free`, fix: null };
  if (code === 'EADDRINUSE') return inUse(wanted, place, fingerprint);
  const { why, way } = REASONS[code] ?? { why: `cannot be had (${code})`, way: 'name another' };
  return { check, state: 'fail', message: `${place} ${why}`, fix: `${way}: ${setting}` };
};

const REASONS: Readonly<Record<string, { readonly why: string; readonly way: string }>> = {
  EACCES: { why: 'needs privileges', way: 'choose one above 1023' },
  EADDRNOTAVAIL: { why: 'cannot be had: that address is none of this machine’s', way: 'name one that is, or 0.0.0.0' },
};

/** The system's code; null: it can be had. */
const bindError = ({ host, port }: Wanted): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });

const inUse = async (wanted: Wanted, place: string, fingerprint: string | null): Promise<Checkup> => {
  const { check, setting } = wanted;
  const ok = (message: string): Checkup => ({
    check,
    state: 'ok',
    message: `${place} is in use: ${message}`,
    fix: null,
  });
  const fix = `stop what listens there, or choose another port: ${setting}`;
  const no = (message: string): Checkup => ({ check, state: 'fail', message: `${place} is in use${message}`, fix });
  if (check === 'admin') return (await isAdmin(wanted)) ? ok('it answers as the admin port of a gate') : no('');
  const found = await caBehind(wanted);
  if (found === null) return no('');
  return found === fingerprint ? ok('the gate with this CA is open there') : no(' by an mpgate with another CA');
};
