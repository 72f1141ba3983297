/** An action is checked out from git, which holds no build: the first run makes one, in the action's own folder. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** `dist/cli.js` */
export const program = join(root, 'dist', 'cli.js');

export const isBuilt = () => existsSync(program);

// The compiler is a dependency for development, which NODE_ENV=production of a job would leave out.
const commands = [
  ['ci', '--include=dev', '--ignore-scripts'],
  ['run', '--silent', 'build'],
];

/** Throws an Error that says what is missing. */
export const build = () => {
  for (const args of commands) {
    // npm is a script for the shell on Windows.
    const { status, error } = spawnSync('npm', args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status === 0) continue;
    const why = error
      ? `npm cannot be run (${error.message}); put actions/setup-node before this step`
      : `exit code ${status}`;
    throw new Error(`mpgate could not be built: npm ${args.join(' ')}: ${why}`);
  }
};
