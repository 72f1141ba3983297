import { X509Certificate } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';

interface Place {
  readonly host: string;
  readonly port: number;
}

/** A program on this machine answers at once, or is no gate. */
const LIMIT_MS = 1_000;
/** A certificate and a word of health are shorter. */
const LARGEST = 16_384;

/** The fingerprint of the CA that a gate on that port gives away; null: no gate answers there. */
export const caBehind = async (place: Place): Promise<string | null> => {
  const body = await bodyOf(place, '/ca.cer');
  try {
    return body && new X509Certificate(body).fingerprint256;
  } catch {
    return null;
  }
};

/** Whether the admin port of a gate answers there. */
export const isAdmin = async (place: Place): Promise<boolean> => {
  const body = await bodyOf(place, '/healthz');
  return body !== null && /^\s*\{"status":"ok"\}\s*$/.test(body.toString('utf8'));
};

/** null: no answer, none in time, none of 200, or one that is too long. */
const bodyOf = ({ host, port }: Place, path: string): Promise<Buffer | null> =>
  new Promise((resolve) => {
    const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    const asked = get({ host: reachable, port, path, agent: false });
    const timer = setTimeout(() => asked.destroy(), LIMIT_MS);
    asked.on('error', () => {});
    asked.once('response', (answer) => {
      if (answer.statusCode === 200) resolve(upTo(LARGEST, answer).catch(() => null));
      else asked.destroy();
    });
    asked.once('close', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });

/** null: it is longer. Rejects if it breaks off. */
const upTo = async (most: number, answer: IncomingMessage): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer) {
    length += chunk.length;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
