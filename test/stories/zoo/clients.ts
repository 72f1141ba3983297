/** What other programs say of a server: whether they take it and get its page. */
import { join } from 'node:path';
import { connect } from 'node:tls';
import { run } from '../../support/run.ts';

/** A server that is open, and whom to trust. */
export interface Place {
  readonly port: number;
  readonly host: string;
  /** A PEM file, and what is in it. */
  readonly rootsFile: string;
  readonly roots: string;
}

const LIMIT_S = 4;
const requestFor = (host: string) => `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;

export const opensslTakes = async ({ port, host, rootsFile }: Place): Promise<boolean> => {
  const name = ['-servername', host, '-verify_hostname', host, '-verify_return_error'];
  const trust = ['-CAfile', rootsFile, '-no-CApath', '-no-CAstore'];
  const words = ['openssl', 's_client', '-connect', `127.0.0.1:${port}`, ...trust, ...name, '-ign_eof'];
  const { stdout } = await run('timeout', [`${LIMIT_S}`, ...words], { input: requestFor(host) });
  return /^HTTP\/1\.\d 200 /m.test(stdout);
};

export const curlTakes = async ({ port, host, rootsFile }: Place): Promise<boolean> => {
  const limit = ['-sS', '--max-time', `${LIMIT_S}`];
  const to = ['--connect-to', `${host}:443:127.0.0.1:${port}`, `https://${host}/`];
  return (await run('curl', [...limit, '--cacert', rootsFile, ...to])).code === 0;
};

export const nodeTakes = ({ port, host, roots }: Place): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      servername: host,
      ca: roots.split(/(?<=-----END CERTIFICATE-----\n)/),
    });
    socket.setTimeout(LIMIT_S * 1_000, () => socket.destroy());
    socket.on('error', () => resolve(false)).on('close', () => resolve(false));
    socket.once('data', (chunk) => {
      resolve(String(chunk).includes(' 200 '));
      socket.destroy();
    });
    socket.write(requestFor(host));
  });

/** One machine of Java for all of them: it takes longer to start than to ask a hundred servers. */
export const javaTakes = async (places: readonly Place[]): Promise<readonly boolean[]> => {
  const input = places.map(({ port, host, rootsFile }) => `${port} ${host} ${rootsFile}\n`).join('');
  const { code, stdout, stderr } = await run('java', [join(import.meta.dirname, 'ZooClient.java')], { input });
  if (code !== 0) throw new Error(`java: ${code}\n${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.startsWith('200 '));
};
