import type { Environment } from './inputs.ts';

/** What the first step tells the last one of the gate that it opened. */
export interface GateState {
  readonly pid: number;
  /** `http://127.0.0.1:8081` */
  readonly admin: string;
  readonly token: string;
  /** File of the gate's CA, for an admin port off loopback. */
  readonly ca: string;
  /** Session file. */
  readonly session: string;
  readonly log: string;
  /** Values of the variables that the last step gives back. */
  readonly before: Readonly<Record<string, string>>;
}

/** As the runner keeps it: names and texts. */
export const stateEntries = ({ pid, before, ...texts }: GateState): Readonly<Record<string, string>> => ({
  ...texts,
  pid: String(pid),
  before: JSON.stringify(before),
});

/** null: no gate was opened. */
export const readState = (env: Environment): GateState | null => {
  const { STATE_pid, STATE_admin = '', STATE_token = '', STATE_ca = '', STATE_session = '', STATE_log = '' } = env;
  if (!STATE_pid) return null;
  const texts = { admin: STATE_admin, token: STATE_token, ca: STATE_ca, session: STATE_session, log: STATE_log };
  return { pid: Number(STATE_pid), ...texts, before: JSON.parse(env.STATE_before ?? '{}') };
};
