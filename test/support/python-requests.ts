import { join } from 'node:path';
import { expect } from 'vitest';
import { run } from './run.ts';
import type { World } from './world.ts';

const script = join(import.meta.dirname, '..', 'clients', 'python-requests.py');

/** What the script says of its calls to a URL: the answers, or the exception. `user`: a name, or `name:password`. */
export const pythonRequests = async ({ proxy, caFile }: World, url: string, ...user: string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await run('/usr/bin/python3', [script, proxy, caFile, url, ...user]);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
};
