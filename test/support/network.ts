/** Phones and a gate with addresses of their own: network namespaces behind one bridge, gone with the test. Needs root. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { type Ran, type RunOptions, run } from './run.ts';

/** Runs a program in one of them. */
export type Inside = (program: string, args: readonly string[], options?: RunOptions) => Promise<Ran>;

const namespace = async (): Promise<{ readonly pid: number; readonly inside: Inside }> => {
  const holder = spawn('unshare', ['--net', 'sh', '-c', 'echo there; exec sleep infinity']);
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  const pid = holder.pid ?? 0;
  return {
    pid,
    inside: (program, args, options) => run('nsenter', [`--net=/proc/${pid}/ns/net`, program, ...args], options),
  };
};

const set = async (inside: Inside, ...commands: readonly string[]): Promise<void> => {
  const { code, stderr } = await inside('sh', ['-ec', commands.join('\n')]);
  if (code !== 0) throw new Error(stderr);
};

/** The gate is at 10.77.0.1, the phones at .2 and .3, all in one /24. */
export const openNetwork = async () => {
  const gate = await namespace();
  await set(
    gate.inside,
    'ip link set lo up',
    'ip link add br0 type bridge',
    'ip addr add 10.77.0.1/24 dev br0',
    'ip link set br0 up',
  );
  const phoneAt = async (last: number): Promise<Inside> => {
    const phone = await namespace();
    const link = `ip link add v${last} type veth peer name eth0 netns ${phone.pid}`;
    await set(gate.inside, link, `ip link set v${last} master br0 up`);
    const address = `ip addr add 10.77.0.${last}/24 dev eth0`;
    await set(phone.inside, 'ip link set lo up', address, 'ip link set eth0 up');
    return phone.inside;
  };
  return { gate: gate.inside, first: await phoneAt(2), second: await phoneAt(3) };
};
