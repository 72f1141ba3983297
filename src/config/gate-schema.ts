import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly.ts';
import { bypassPattern, clientRange, listenHost, resolveSource, resolveTarget } from './host-pattern.ts';
import { passwordHash, userName } from './proxy-users.ts';
import { parseUpstreamProxy } from './upstream-proxy.ts';

const port = z.int().min(0).max(65_535);
const file = z.string().min(1);
const milliseconds = (most: number) => z.int().min(1).max(most);

const listen = z.strictObject({
  host: listenHost.default('0.0.0.0').describe('Address that the proxy listens on.'),
  port: port.default(8080).describe('Port of the proxy; 0: any free one.'),
  proxyProtocol: z
    .enum(['off', 'accept'])
    .default('off')
    .describe('Whether load balancers tell the client address with the PROXY protocol, version 1 or 2.'),
  trustedProxies: z
    .array(clientRange)
    .default([])
    .describe(
      'Load balancers that have to tell it, and the only ones that may: addresses and ranges as in clients.allow.',
    ),
});

const listener = z.strictObject({
  port: port.describe('Port; 0: any free one.'),
  app: z.string().describe('The appid that every client of this port speaks for.'),
});

/** Visible ASCII, since it travels in a header. */
const token = z.string().regex(/^[!-~]+$/, { error: 'a token is made of letters, digits and signs, without spaces' });

/** What was written may hold a password, and is not repeated. */
const proxyUrl = z.string().refine((text) => parseUpstreamProxy(text) !== null, {
  error:
    'this is no URL of a proxy; write "http://host:port", "https://host:port" or "socks5://host:port", with "user:password@" before the host if it wants a login (other signs than letters and digits as %40)',
});

const admin = z.strictObject({
  host: listenHost.default('127.0.0.1').describe('Address that the admin port listens on.'),
  port: port.default(8081).describe('Port of the admin API; 0: any free one.'),
  token: token.nullable().default(null).describe('Bearer token; null: made at start and printed. Needed off loopback.'),
  readToken: token.nullable().default(null).describe('Token that reads and changes nothing; null: none.'),
});

const clients = z.strictObject({
  allow: z
    .array(clientRange)
    .min(1, { error: 'an empty list lets nobody use the proxy; leave it out for "loopback" and "private"' })
    .default(['loopback', 'private'])
    .describe('Who may use the proxy: "loopback", "private", addresses and CIDR ranges.'),
  users: z
    .record(userName, passwordHash)
    .default({})
    .describe('User name to scrypt hash, as mpgate users hash prints it; {}: nobody is asked for a password.'),
});

const limits = z.strictObject({
  connections: z.int().min(1).max(1_000_000).default(10_000).describe('Client connections at once.'),
  connectionsPerClient: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(512)
    .describe('Connections of one client address at once.'),
  headerBytes: z.int().min(1024).max(1_048_576).default(65_536).describe('Size of one head of headers, in bytes.'),
  handshakeMs: milliseconds(60_000).default(10_000).describe('Time for a TLS handshake, in milliseconds.'),
  idleMs: milliseconds(3_600_000)
    .default(120_000)
    .describe(
      'Time that a connection may say nothing, and that a flow may stand still where the rule "timeout" lets it go on, in milliseconds.',
    ),
});

const record = z.strictObject({
  flows: z.int().min(1).max(1_000_000).default(10_000).describe('Flows kept in memory.'),
  file: file.nullable().default(null).describe('Session file (NDJSON, one event a line); null: none.'),
  har: file.nullable().default(null).describe('HAR 1.2 of the session, written when the gate ends; null: none.'),
});

/** `config/mpgate.json`. Paths are relative to the file. */
export const gateSchema = z.strictObject({
  $schema: z.string().optional(),
  listen: listen.prefault({}),
  listeners: z.array(listener).default([]).describe('Further ports, each for one app.'),
  admin: admin.prefault({}),
  clients: clients.prefault({}),
  apps: z
    .array(file)
    .default(['./apps/*.json'])
    .describe('App files; * in the last part of a path stands for any text.'),
  defaultApp: z.string().nullable().default(null).describe('appid of a client that names none; null: the only app.'),
  decrypt: z.enum(['auto', 'always', 'never']).default('auto').describe('Whether TLS is opened.'),
  block: z
    .enum(['auto', 'cut', 'explain'])
    .default('auto')
    .describe('How a refusal inside a tunnel looks: a cut connection, an answer that explains, or by the client.'),
  bypass: z
    .array(bypassPattern)
    .default(['default'])
    .describe('Hosts passed through untouched: "default" (those of the host app and the system), "host", "*.host".'),
  resolve: z
    .record(resolveSource, resolveTarget)
    .default({})
    .describe('Where hosts are really to be found, as curl --connect-to: "api.shop.test:443": "127.0.0.1:9443".'),
  upstreamCa: z.array(file).default([]).describe('PEM files of roots trusted besides those of the system.'),
  upstreamProxy: proxyUrl
    .nullable()
    .default(null)
    .describe('Proxy between the gate and the servers: "http://user:password@host:port", https:// or socks5://.'),
  caDir: file.default('../certs').describe('Folder of the own CA, made at first start.'),
  caKey: z.enum(['ec', 'rsa']).default('ec').describe('Key of the certificates made: P-256 or RSA-2048.'),
  limits: limits.prefault({}),
  record: record.prefault({}),
});

/** The gate's own settings, complete. After loading, paths are absolute. */
export type Gate = DeepReadonly<Omit<z.output<typeof gateSchema>, '$schema'>>;
