/** `openssl s_server` on a free port of loopback, gone with its test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { folder } from './folder.ts';
import type { TestCertificate } from './pki.ts';

export interface OpensslOptions {
  readonly certificate: Pick<TestCertificate, 'chain' | 'key'>;
  /** Further files; an argument `@name` becomes the path of that file. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
}

/** Starts it; `args`: what to add to its certificate, chain and key. It does one connection after the other. */
export const opensslServer = async (
  { certificate, files = {} }: OpensslOptions,
  ...args: readonly string[]
): Promise<{ readonly port: number }> => {
  const { chain, key } = certificate;
  const [leaf = '', ...above] = chain.split(/(?<=-----END CERTIFICATE-----\n)/);
  const root = await folder({ 'leaf.pem': leaf, 'above.pem': above.join(''), 'key.pem': key, ...files });
  const chained = above.length > 0 ? ['-cert_chain', '@above.pem'] : [];
  const own = ['-accept', '127.0.0.1:0', '-cert', '@leaf.pem', ...chained, '-key', '@key.pem'];
  const { PATH = '' } = process.env;
  const child = spawn(
    'openssl',
    ['s_server', ...own, ...args].map((arg) => (arg.startsWith('@') ? join(root, arg.slice(1)) : arg)),
    { env: { PATH, LC_ALL: 'C.UTF-8' } },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(() => {
    throw new Error(`openssl s_server ended:\n${said}`);
  });
  ended.catch(() => {});
  for (let text = ''; ; ) {
    const [chunk] = await Promise.race([once(child.stdout, 'data'), ended]);
    text += chunk;
    const port = /^ACCEPT 127\.0\.0\.1:(\d+)/m.exec(text)?.[1];
    if (port) {
      child.stdout.resume();
      return { port: Number(port) };
    }
  }
};
