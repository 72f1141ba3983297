import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beganAt, treeOf } from './meter.mjs';

/** The proxy has one processor for itself; origin and load generator share the other one. */
export const CPU = { proxy: 0, others: 1 };

const START_MS = 20_000;
const STOP_MS = 3_000;

const running = new Set();

/** Path of a program; null: not installed. */
export const installed = (name) => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
};

const taskset = installed('taskset');
export const isPinned = taskset !== null;

/** Starts a program on one processor. taskset becomes the program, so that the process id is the program's own. */
export const startOn = (cpu, [program, ...args], options) => {
  const child = taskset
    ? spawn(taskset, ['-c', String(cpu), program, ...args], options)
    : spawn(program, args, options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
};

const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

/** Ends a program and what it started, each by its process id. */
export const stop = async (child) => {
  if (hasEnded(child)) return;
  const tree = treeOf(child.pid).map((pid) => ({ pid, began: beganAt(pid) }));
  child.kill('SIGTERM');
  const until = performance.now() + STOP_MS;
  while (!hasEnded(child) && performance.now() < until) await pause(20);
  for (const { pid, began } of tree) if (began !== null && beganAt(pid) === began) end(pid);
};

const end = (pid) => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself just now.
  }
};

/** Ends whatever is still running. */
export const stopAll = () => Promise.all([...running].map(stop));

/** A port that was free a moment ago. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const isListening = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });

/** Rejects if the program ends before it listens, or takes too long. */
export const listening = async (child, port, name) => {
  const until = performance.now() + START_MS;
  while (!(await isListening(port))) {
    if (hasEnded(child)) throw new Error(`${name} ended before it listened on port ${port}`);
    if (performance.now() > until) throw new Error(`${name} did not listen on port ${port} within ${START_MS} ms`);
    await pause(50);
  }
};
