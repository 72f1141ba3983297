import { stat } from 'node:fs/promises';
import { shorten } from '../shorten.ts';
import type { Checkup } from './checkup.ts';

/** File systems and clocks of hosts and containers may differ by so much. */
const SLACK_MS = 60_000;

/**
 * Whether the clock is behind what has been written already: certificates are judged by it, and leaves dated. `now`: epoch
 * milliseconds. Whether it is ahead nothing here can tell.
 */
export const checkClock = async (files: readonly string[], now: number): Promise<Checkup> => {
  const written = await Promise.all(files.map(async (file) => ({ file, at: await writtenAt(file) })));
  const ahead = written.find(({ at }) => at > now + SLACK_MS);
  const time = `${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  if (!ahead) return { check: 'clock', state: 'ok', message: `${time}, later than all files of the gate`, fix: null };
  return {
    check: 'clock',
    state: 'fail',
    message: `${time}, but ${shorten(ahead.file)} was written at ${new Date(ahead.at).toISOString()}`,
    fix: 'set this machine’s clock: certificates are judged by it',
  };
};

/** 0: it is not there. */
const writtenAt = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
