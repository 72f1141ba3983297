import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from '../errors.ts';
import { hashPassword } from '../users/hash-password.ts';
import { print, printJson, tell } from './print.ts';

/** Prints the hash of a password, which is never an argument: those are for everybody to read. Throws UsageError. */
export const hashOf = async (isJson: boolean): Promise<void> => {
  const hash = await hashPassword(await given(process.stdin.isTTY));
  if (isJson) printJson({ version: 1, hash });
  else print(hash);
};

/** The first line of standard input; of a terminal, which shows nothing of it, two lines that are the same. */
const given = async (isTerminal: boolean): Promise<string> => {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: isTerminal });
  lines.once('SIGINT', () => process.exit(INTERRUPTED));
  const typed = lines[Symbol.asyncIterator]();
  const next = async (prompt: string): Promise<string> => {
    if (isTerminal) tell(prompt);
    return (await typed.next()).value ?? '';
  };
  try {
    const password = await next('Password:');
    if (password === '') throw new UsageError('no password was given; type one, or write it to standard input');
    if (isTerminal && (await next('The same again:')) !== password) throw new UsageError('the two are not the same');
    return password;
  } finally {
    lines.close();
  }
};

const INTERRUPTED = 130;
