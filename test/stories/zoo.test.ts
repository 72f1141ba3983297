/** Servers of every kind, as `check` sees them for each platform, beside what other clients say of the same server. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, type TlsOptions } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pathFinderFor } from '../../src/chain/path-finder.ts';
import { checkHost } from '../../src/check/check-host.ts';
import { PLATFORMS } from '../../src/check/platform-findings.ts';
import { authorityOf } from '../support/facts.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { tcpOrigin } from '../support/origin.ts';
import { makeCa, selfSigned } from '../support/pki.ts';
import { policyOf } from '../support/policy.ts';
import { run } from '../support/run.ts';
import { diallingTo } from '../upstream/dialling.ts';

const HOST = 'api.shop.test';
const root = makeCa({ name: 'Zoo Root' });
const middle = makeCa({ name: 'Zoo Intermediate', parent: root });
const rsa = makeCa({ name: 'Zoo RSA', key: 'rsa', parent: root });
const DAY = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY);
const names = [HOST];

type Issued = Parameters<typeof middle.issue>[0];
/** A server with a certificate of these options; TLS options besides. */
const shows = (issued: Issued = {}, tls: TlsOptions = {}, ca = middle): TlsOptions => {
  const { chain, key } = ca.issue({ names, ...issued });
  return { cert: chain, key, ciphers: 'DEFAULT@SECLEVEL=0', minVersion: 'TLSv1', ...tls };
};
const only = (minVersion: TlsOptions['minVersion'], maxVersion = minVersion): TlsOptions =>
  shows({}, { ...(minVersion ? { minVersion } : {}), ...(maxVersion ? { maxVersion } : {}) });

interface Row {
  readonly tls: () => TlsOptions;
  /** What fails on iOS, on Android, on the strictest phone; empty: nothing. */
  readonly fails: readonly [ios: string, android: string, strictest: string];
  /** Whether OpenSSL, curl and Node take it. */
  readonly taken: boolean;
  /** Where that is not what the strictest phone says, why; or which of the clients differs. */
  readonly because?: string;
  /** Clients that say the contrary of `taken`, for the reason in `because`. */
  readonly except?: readonly ('openssl' | 'curl' | 'node')[];
}

const all = (rule: string) => [rule, rule, rule] as const;
const none = all('');

const zoo: Readonly<Record<string, Row>> = {
  'TLS 1.2 and 1.3': { tls: () => only('TLSv1.2', 'TLSv1.3'), fails: none, taken: true },
  'TLS 1.2 alone': { tls: () => only('TLSv1.2'), fails: none, taken: true },
  'TLS 1.0 to 1.3': { tls: () => only('TLSv1', 'TLSv1.3'), fails: none, taken: true },
  'TLS 1.3 alone': {
    tls: () => only('TLSv1.3'),
    fails: ['', '', 'tls-legacy'],
    taken: true,
    because: 'Phones before Android 10 have no TLS 1.3; the clients of this machine have.',
  },
  'TLS 1.1 alone': { tls: () => only('TLSv1.1'), fails: all('tls-version'), taken: false },
  'TLS 1.0 alone': { tls: () => only('TLSv1'), fails: all('tls-version'), taken: false },
  'no forward secrecy': {
    tls: () => shows({ key: 'rsa2048' }, { ciphers: 'AES128-GCM-SHA256', maxVersion: 'TLSv1.2' }, rsa),
    fails: ['cert-ats', '', 'cert-ats'],
    taken: true,
    because: 'iOS alone asks for forward secrecy.',
  },
  'an RSA key of 1024 bits': {
    tls: () => shows({ key: 'rsa1024' }),
    fails: all('cert-ats'),
    taken: false,
    because: 'Node up to 22 asks OpenSSL for less than Debian does.',
    except: Number.parseInt(process.versions.node, 10) < 24 ? ['node'] : [],
  },
  'a signature of SHA-1': { tls: () => shows({ hash: 'sha1' }), fails: all('cert-ats'), taken: false },
  Ed25519: {
    tls: () => shows({ key: 'ed25519' }),
    fails: none,
    taken: true,
  },
  'another name': { tls: () => shows({ names: ['other.test'] }), fails: all('cert-name'), taken: false },
  'a name in the common name only': {
    tls: () => shows({ san: false, cn: HOST }),
    fails: all('cert-name'),
    taken: true,
    because: 'Clients on OpenSSL still read the common name where there is no SAN; phones do not.',
  },
  'a wildcard for its label': { tls: () => shows({ names: ['*.shop.test'] }), fails: none, taken: true },
  'a wildcard one label too high': {
    tls: () => shows({ names: ['*.test'] }),
    fails: all('cert-name'),
    taken: false,
  },
  'a wildcard one label too low': {
    tls: () => shows({ names: ['*.api.shop.test'] }),
    fails: all('cert-name'),
    taken: false,
  },
  'an address in its SAN': {
    tls: () => shows({ names: [], ips: ['127.0.0.1'] }),
    fails: all('cert-name'),
    taken: false,
  },
  expired: { tls: () => shows({ notAfter: daysFromNow(-1) }), fails: all('cert-dates'), taken: false },
  'not yet valid': { tls: () => shows({ notBefore: daysFromNow(1) }), fails: all('cert-dates'), taken: false },
  'self-signed': {
    tls: () => {
      const { cert, key } = selfSigned({ names });
      return { cert, key };
    },
    fails: all('cert-self-signed'),
    taken: false,
  },
  'an unknown root': {
    tls: () => shows({}, {}, makeCa({ name: 'Stranger' })),
    fails: all('cert-trusted'),
    taken: false,
  },
  'no intermediate': {
    tls: () => {
      const { cert, key } = middle.issue({ names });
      return { cert, key };
    },
    fails: all('cert-chain'),
    taken: false,
  },
  'a purpose that is none of a server’s': {
    tls: () => shows({ eku: ['clientAuth'] }),
    fails: all('cert-trusted'),
    taken: false,
  },
  'a client certificate demanded, TLS 1.2': {
    tls: () => ({ ...only('TLSv1.2'), requestCert: true, rejectUnauthorized: true }),
    fails: all('unreachable'),
    taken: false,
  },
  'a client certificate demanded, TLS 1.3': {
    tls: () => ({ ...only('TLSv1.3'), requestCert: true, rejectUnauthorized: true }),
    fails: ['unreachable', 'unreachable', 'tls-legacy unreachable'],
    taken: false,
  },
};

const serve = async (tls: TlsOptions): Promise<number> => {
  const server = createServer(tls, (_, response) => response.end('hello'));
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

const policy = policyOf({ profile: 'wechat' });
const findPath = pathFinderFor([root.cert]);

/** The rules that fail on each platform. */
const failures = async (port: number, handshakeMs = 5_000) => {
  const question = { authority: authorityOf(HOST), api: 'request', policy } as const;
  const { findings } = await checkHost(question, diallingTo(port, { findPath, handshakeMs }));
  const errors = findings.filter(({ effect }) => effect === 'error');
  const on = (platform: (typeof PLATFORMS)[number]) =>
    [...new Set(errors.filter(({ platforms }) => platforms.includes(platform)).map(({ rule }) => rule))].sort();
  return PLATFORMS.map((platform) => on(platform).join(' '));
};

const opensslTakes = async (port: number, ca: string): Promise<boolean> => {
  const name = ['-servername', HOST, '-verify_hostname', HOST, '-verify_return_error'];
  const words = ['s_client', '-connect', `127.0.0.1:${port}`, '-CAfile', ca, '-no-CApath', ...name, '-ign_eof'];
  const input = `GET / HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`;
  const { stdout } = await run('openssl', words, { input });
  return stdout.includes('hello');
};

const curlTakes = async (port: number, ca: string): Promise<boolean> => {
  const words = ['-s', '--cacert', ca, '--connect-to', `${HOST}:443:127.0.0.1:${port}`, `https://${HOST}/`];
  return (await run('curl', words)).stdout === 'hello';
};

const nodeTakes = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername: HOST, ca: root.cert });
    socket.on('error', () => resolve(false)).on('close', () => resolve(false));
    socket.on('data', (chunk) => {
      resolve(String(chunk).includes(' 200 '));
      socket.destroy();
    });
    socket.write(`GET / HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`);
  });

describe('a server of the zoo', () => {
  it.each(Object.entries(zoo))('%s, on each platform', async (_, { tls, fails }) => {
    expect(await failures(await serve(tls()))).toEqual(fails);
  });

  describe('as other clients see it', () => {
    for (const [name, { tls, taken, fails, because, except = [] }] of Object.entries(zoo)) {
      itNeeds('openssl', 'curl')(name, async () => {
        const port = await serve(tls());
        const ca = `${await folder({ 'root.pem': root.cert })}/root.pem`;
        const said = {
          openssl: await opensslTakes(port, ca),
          curl: await curlTakes(port, ca),
          node: await nodeTakes(port),
        };
        const differs = (client: (typeof except)[number]) => except.includes(client) !== taken;
        expect(said).toEqual({ openssl: differs('openssl'), curl: differs('curl'), node: differs('node') });
        // What the table does not explain is no difference.
        if ((fails[2] === '') !== taken || except.length > 0) expect(because).toMatch(/^.{20,}\.$/);
      });
    }
  });

  it.each([
    ['says nothing', () => tcpOrigin((socket) => void socket.resume())],
    ['resets the connection', () => tcpOrigin((socket) => void socket.resetAndDestroy())],
    ['sends garbage', () => tcpOrigin((socket) => socket.end('\u0000'.repeat(500)))],
    ['speaks another protocol', () => tcpOrigin((socket) => socket.end('220 hello\r\n'))],
  ])('that %s', async (_, open) => {
    const { port } = await open();
    expect(await failures(port, 500)).toEqual(all('unreachable'));
  });
});
