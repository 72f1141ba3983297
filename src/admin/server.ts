import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/load.ts';
import { StartError } from '../errors.ts';
import type { EventRing } from '../events/event-ring.ts';
import type { Recent } from '../events/recent.ts';
import type { Tally } from '../events/tally.ts';
import { admit } from './admit.ts';
import { answerError, safeHeaders } from './answer.ts';
import type { AppDesk } from './app-desk.ts';
import { createServer } from './create-server.ts';
import type { EventStreamOptions } from './event-stream.ts';
import { hostGuard } from './host-guard.ts';
import type { Metrics } from './metrics.ts';
import { originGuard } from './origin-guard.ts';
import { type OuterTls, outerTls } from './outer-tls.ts';
import { Problem } from './problem.ts';
import { apps } from './routes/apps.ts';
import { type DeviceDesk, devices, type ShortcutsOf } from './routes/devices.ts';
import { docs } from './routes/docs.ts';
import { drills, type KeyDesk } from './routes/drills.ts';
import { events } from './routes/events.ts';
import { explain } from './routes/explain.ts';
import { flows } from './routes/flows.ts';
import { type HarPieces, har } from './routes/har.ts';
import { health } from './routes/health.ts';
import { metrics } from './routes/metrics.ts';
import { openapi } from './routes/openapi.ts';
import { report } from './routes/report.ts';
import { rules } from './routes/rules.ts';
import { type Reset, session } from './routes/session.ts';
import { suggest } from './routes/suggest.ts';
import type { Throttles } from './throttles.ts';
import { type Role, type TokenGuard, type Tokens, tokenGuard } from './token-guard.ts';
import { tooMany } from './too-many.ts';

export interface AdminOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** What opens `/api`. */
  readonly tokens: Tokens;
  readonly tls: OuterTls;
  /** Whether the gate takes new traffic. */
  readonly ready: () => boolean;
  readonly recent: Recent;
  readonly ring: EventRing;
  /** How long readers of the events may stand still; left out: a minute. */
  readonly stream?: EventStreamOptions;
  readonly tally: Tally;
  readonly devices: DeviceDesk;
  readonly shortcuts: ShortcutsOf;
  readonly keySwaps: KeyDesk;
  readonly apps: AppDesk;
  /** What is in force. */
  readonly config: () => Config;
  readonly har: HarPieces;
  /** Begins a new session. */
  readonly reset: Reset;
  readonly metrics: Metrics;
  readonly throttles: Throttles;
  /** Hears of errors that no route foresaw; their clients read a bare 500. */
  readonly onFault: (fault: unknown) => void;
}

export interface Admin {
  /** The address bound. */
  readonly address: string;
  readonly port: number;
  readonly token: string;
  /** Ends open connections too. */
  readonly close: () => Promise<void>;
}

const notFound = (): never => {
  throw new Problem(404, 'There is nothing at this address of the admin port.');
};

declare module 'fastify' {
  interface FastifyRequest {
    /** What the token or cookie of a request to the API opens. */
    role: Role;
  }
}

/** The token is asked for inside a scope of the router, since a path can be spelt in more ways than one. */
const openApi = (app: FastifyInstance, guard: TokenGuard, options: AdminOptions): void => {
  const { recent, tally, ring, stream, devices: desk } = options;
  app.decorateRequest('role', 'read');
  app.addHook('onRequest', async (request, reply) => {
    const role = admit(guard, request, reply);
    if (role === null) return reply;
    request.role = role;
  });
  app.setNotFoundHandler(notFound);
  flows(app, recent);
  events(app, ring, stream);
  report(app, tally);
  devices(app, desk, options.shortcuts);
  apps(app, options.apps);
  explain(app, options.config);
  suggest(app, recent, options.config);
  har(app, recent, options.har);
  session(app, recent, options.reset);
  drills(app, options.keySwaps, options.config);
};

const openRoutes = (app: FastifyInstance, options: AdminOptions): void => {
  const checkHost = hostGuard(options.host);
  const { requests, guesses } = options.throttles;
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(safeHeaders);
    const waitS = requests.waitS(request.ip);
    if (waitS > 0) throw tooMany(waitS, 'Too many requests came from this address.');
    requests.take(request.ip);
    const { host, origin, 'sec-fetch-site': site } = request.headers;
    checkHost(host);
    originGuard({ method: request.method, host, origin, site: typeof site === 'string' ? site : undefined });
  });
  app.setErrorHandler((error, _request, reply) => answerError(error, reply, options.onFault));
  app.setNotFoundHandler(notFound);
  const guard = tokenGuard(options.tokens, guesses);
  docs(app, guard, openapi(app));
  health(app, options.ready);
  metrics(app, options.metrics);
  rules(app);
  app.register(async (api) => openApi(api, guard, options), { prefix: '/api/v1' });
};

const reasons: { readonly [code: string]: string | undefined } = {
  EADDRINUSE: 'another program holds it. Stop that program, or choose another port with --admin-port (0: any free one)',
  EACCES: 'this user may not bind it. Choose a port above 1023 with --admin-port',
  EADDRNOTAVAIL: 'no network interface of this machine has that address. Set "admin.host" to 127.0.0.1',
  ENOTFOUND: 'that name has no address. Set "admin.host" to 127.0.0.1',
};

const listen = async (app: FastifyInstance, { host, port }: AdminOptions): Promise<void> => {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const reason = reasons[code] ?? (cause instanceof Error ? cause.message : String(cause));
    const place = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
    throw new StartError(`The admin port ${place} cannot be opened: ${reason}.`, { cause });
  }
};

/**
 * Opens the admin port.
 * @throws StartError if it cannot be bound.
 */
export const startAdmin = async (options: AdminOptions): Promise<Admin> => {
  const { tokens, onFault } = options;
  if (tokens.full === '')
    throw new StartError('The admin token is empty. Set "admin.token", or null to have one made.');
  const app = createServer(onFault);
  const endHandshakes = outerTls(app.server, options.tls);
  app.addHook('preClose', async () => endHandshakes());
  openRoutes(app, options);
  await listen(app, options);
  const bound = app.server.address();
  const { address, port } = typeof bound === 'object' && bound ? bound : { address: options.host, port: options.port };
  return { address, port, token: tokens.full, close: () => app.close() };
};
