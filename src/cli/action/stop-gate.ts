import { readFile } from 'node:fs/promises';
import { Agent, get as getPlain } from 'node:http';
import { get as getTls } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import type { GateState } from './gate-state.ts';

/** The gate waits 60 s at most for the flows under way. */
const LIMIT_MS = 65_000;
const LOOK_MS = 50;

/**
 * Ends the gate and waits until it has written its last event.
 * @returns false if it had ended before: then nothing is stopped, since its process number may be another's by now.
 */
export const stopGate = async (state: Pick<GateState, 'pid' | 'admin' | 'token' | 'ca'>): Promise<boolean> => {
  if (!(await answers(state))) return false;
  const { pid } = state;
  const end = performance.now() + LIMIT_MS;
  signal(pid, 'SIGTERM');
  while (!(await isOver(pid))) {
    if (performance.now() > end) signal(pid, 'SIGKILL');
    await pause(LOOK_MS);
  }
  return true;
};

/** Whether the gate that we opened listens there: nobody else takes its token. */
const answers = async ({ admin, token, ca }: Pick<GateState, 'admin' | 'token' | 'ca'>): Promise<boolean> => {
  const url = `${admin}/api/v1/devices`;
  const headers = { authorization: `Bearer ${token}` };
  const pem = admin.startsWith('https:') ? await readFile(ca, 'utf8') : null;
  return new Promise((resolve) => {
    // Agents of our own: a shared one would ask by way of the proxy that the environment names, the gate itself.
    const asked =
      pem === null ? getPlain(url, { agent: new Agent(), headers }) : getTls(url, { agent: false, headers, ca: pem });
    asked
      .once('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode === 200);
      })
      .once('error', () => resolve(false));
  });
};

/** Signal 0 asks whether the process is there. */
const signal = (pid: number, which: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(pid, which);
  } catch {
    return false;
  }
};

/** In a container with no init, nobody takes notice of a process that ended: it stays, as a zombie. */
const isOver = async (pid: number): Promise<boolean> => {
  if (!signal(pid, 0)) return true;
  return /\) Z /.test(await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ''));
};
