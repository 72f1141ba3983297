/** `mpgate start` as a process of its own, and a client of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { type Answer, type AskOptions, tunnel } from './client.ts';
import { folder } from './folder.ts';

/** The line that `start --json` prints. */
export interface StartLine {
  readonly version: number;
  readonly listeners: readonly { readonly host: string; readonly port: number; readonly app: string | null }[];
  readonly admin: { readonly host: string; readonly port: number; readonly token: string };
  readonly ca: { readonly file: string; readonly fingerprint: string; readonly created: boolean };
  readonly apps: readonly string[];
  readonly defaultApp: string | null;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Process {
  readonly pid: number | undefined;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly stderr: () => string;
  /** Resolves when stdout matches; rejects if the process ends before. */
  readonly printed: (pattern: RegExp) => Promise<string>;
  /** The same of stderr. */
  readonly logged: (pattern: RegExp) => Promise<string>;
  readonly ended: Promise<Ended>;
}

export interface Started extends Process {
  readonly line: StartLine;
  readonly port: number;
  readonly ca: string;
  /** From the start of the process to its line, milliseconds. */
  readonly startedMs: number;
  readonly admin: (path: string, token?: string) => Promise<Response>;
}

export interface SpawnOptions {
  readonly cwd: string;
  /** Shell commands that come first, in a mount namespace of the process: what they mount, nobody else sees. */
  readonly mounts?: string;
  /** Besides PATH and HOME, all that the command sees. */
  readonly env?: Readonly<Record<string, string>>;
}

const program = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** Runs `mpgate ARGS` beside the test, which ends it. */
export const spawnCli = (args: readonly string[], { cwd, env = {}, mounts }: SpawnOptions): Process => {
  const { PATH = '', HOME = '' } = process.env;
  const own = [process.execPath, program, ...args];
  const within = ['unshare', '--mount', 'sh', '-c', `${mounts} && exec "$@"`, 'sh'];
  const [command = '', ...rest] = mounts === undefined ? own : [...within, ...own];
  const child = spawn(command, rest, { cwd, env: { PATH, HOME, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  child.stdin.end();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
    });
  }
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal, ...said }));
  const matches = (name: 'stdout' | 'stderr') => async (pattern: RegExp) => {
    let isOver = false;
    const over = ended.then(() => {
      isOver = true;
    });
    while (!pattern.test(said[name])) {
      if (isOver) throw new Error(`${args[0]} ended, and no ${pattern} on ${name}:\n${said.stdout}${said.stderr}`);
      await Promise.race([once(child[name], 'data'), over]);
    }
    return said[name];
  };
  return {
    pid: child.pid,
    kill: (signal) => void child.kill(signal),
    stderr: () => said.stderr,
    printed: matches('stdout'),
    logged: matches('stderr'),
    ended,
  };
};

/** Opens a gate on free ports. */
export const startCli = async (options: SpawnOptions, ...args: readonly string[]): Promise<Started> => {
  const began = performance.now();
  const child = spawnCli(['start', '--port', '0', '--admin-port', '0', '--json', ...args], options);
  const line: StartLine = JSON.parse(await child.printed(/\n/));
  const startedMs = performance.now() - began;
  const admin = (path: string, token = line.admin.token) =>
    fetch(`http://127.0.0.1:${line.admin.port}${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  const [main] = line.listeners;
  return { ...child, line, port: main?.port ?? 0, ca: readFileSync(line.ca.file, 'utf8'), startedMs, admin };
};

export const ECHO_APP = 'wx0123456789abcdef';

/** An app that may use the origin inside the gate, for everything. */
export const echoApp = {
  appid: ECHO_APP,
  name: 'Echo',
  profile: 'tcsas',
  domains: {
    request: ['https://echo.mpgate.test'],
    uploadFile: ['https://echo.mpgate.test'],
    downloadFile: ['https://echo.mpgate.test'],
    connectSocket: ['wss://echo.mpgate.test'],
  },
};

/** A working folder with config/mpgate.json and that app; further files as named. */
export const echoFolder = (gate: object = {}, files: Readonly<Record<string, string | object>> = {}): Promise<string> =>
  folder({
    'config/mpgate.json': {
      listen: { host: '127.0.0.1', port: 0 },
      admin: { port: 0 },
      defaultApp: ECHO_APP,
      ...gate,
    },
    'config/apps/echo.json': echoApp,
    ...files,
  });

/** A port that another program holds. */
export const heldPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

/** TLS inside a tunnel through the gate, judged by the gate's CA. */
export const secure = async (
  gate: Pick<Started, 'port' | 'ca'>,
  host = 'echo.mpgate.test',
  options: AskOptions = {},
): Promise<TLSSocket> => {
  const socket = await tunnel(gate, `${host}:443`, options);
  const tls = connectTls({ socket, ca: gate.ca, servername: host, ALPNProtocols: ['http/1.1'] });
  await once(tls, 'secureConnect');
  tls.on('error', () => {});
  return tls;
};

/** One request to the origin inside the gate. */
export const get = async (
  gate: Pick<Started, 'port' | 'ca'>,
  path: string,
  { headers = {} }: AskOptions = {},
): Promise<Answer> => {
  const socket = await secure(gate);
  const request = httpRequest({
    createConnection: () => socket,
    path,
    headers: { host: 'echo.mpgate.test', ...headers },
  });
  request.end();
  const [response]: [IncomingMessage] = await new Promise((resolve, reject) => {
    request.once('response', (message) => resolve([message]));
    request.once('error', reject);
  });
  const { statusCode: status = 0, rawHeaders } = response;
  return { status, headers: response.headers, rawHeaders, body: await text(response) };
};
