/** A whole gate in this process, on free ports, with its own PKI and real servers: what stories and attacks run against. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import type { FlowRecord } from '../../src/events/record.ts';
import { type Gateway, start } from '../../src/main.ts';
import { makeCa, type TestCa } from './pki.ts';
import { until } from './until.ts';

export const APPID = 'wx0123456789abcdef';

/** Roots are slow to make and harmless to share. */
let trusted: TestCa | undefined;
export const trustedCa = (): TestCa => {
  trusted ??= makeCa({ name: 'Trusted Test Root' });
  return trusted;
};

export interface WorldOptions {
  /** Merged into the app file of the only app, or one for each app. */
  readonly app?: object;
  readonly apps?: readonly object[];
  /** Merged into mpgate.json. */
  readonly gate?: object;
  /** Hostname (with or without port) → port on 127.0.0.1, or an address with port. */
  readonly resolve?: Readonly<Record<string, number | string>>;
}

export interface World {
  readonly gateway: Gateway;
  readonly port: number;
  readonly proxy: string;
  readonly ca: string;
  readonly caFile: string;
  readonly folder: string;
  /** Log lines so far. */
  readonly log: () => string;
  /** Asks the admin API, with its token. */
  readonly admin: (path: string) => Promise<unknown>;
  /** Says over the admin API what changes about a device, 127.0.0.1 unless another is given. */
  readonly tell: (change: object, device?: string) => Promise<unknown>;
  /** Every finished flow, the newest first. */
  readonly flows: () => Promise<readonly FlowRecord[]>;
  /** Rewrites the app file and takes it over. */
  readonly reload: (app: object) => Promise<void>;
}

/** Lists for `api.shop.test` and friends, as in the documents' cases. */
export const SHOP = {
  request: ['https://api.shop.test'],
  uploadFile: ['https://up.shop.test'],
  downloadFile: ['https://cdn.shop.test'],
  connectSocket: ['wss://ws.shop.test'],
};

/** Opens a gate; it closes when the test is over. */
export const openWorld = async (options: WorldOptions = {}): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'mpgate-test-'));
  const apps = options.apps ?? [options.app ?? {}];
  mkdirSync(join(folder, 'apps'));
  writeFileSync(join(folder, 'trusted.pem'), trustedCa().cert);
  const base = { appid: APPID, name: 'Shop', profile: 'tcsas', version: '0', domains: SHOP };
  const writeApp = (app: object, index: number) =>
    writeFileSync(join(folder, 'apps', `${index}.json`), JSON.stringify({ ...base, ...app }));
  apps.forEach(writeApp);
  const file = join(folder, 'mpgate.json');
  writeFileSync(file, JSON.stringify(gateFile(options)));
  const lines: string[] = [];
  const config = await loadConfig({ file, env: {} });
  const gateway = await start(config, { logFormat: 'pretty', colour: false, write: (text) => void lines.push(text) });
  onTestFinished(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const port = gateway.listeners[0]?.port ?? 0;
  const admin = (path: string) => askAdmin(gateway, path);
  return {
    gateway,
    port,
    proxy: `http://127.0.0.1:${port}`,
    ca: gateway.ca.certPem,
    caFile: gateway.ca.file,
    folder,
    log: () => lines.join(''),
    admin,
    tell: (change, device = '127.0.0.1') => tellAdmin(gateway, `/api/v1/devices/${device}`, change),
    flows: async () => ((await admin('/api/v1/flows?limit=500')) as { flows: FlowRecord[] }).flows,
    reload: async (app) => {
      writeApp(app, 0);
      gateway.reload(await loadConfig({ file, env: {} }));
    },
  };
};

/** Resolves when no server is being looked at in the background. */
export const lookedAt = ({ gateway }: World): Promise<void> =>
  until('every look at a server is over', async () => {
    const answer = await fetch(`http://127.0.0.1:${gateway.admin.port}/metrics`);
    return /^mpgate_server_looks_under_way 0$/m.test(await answer.text());
  });

const gateFile = ({ gate, resolve = {} }: WorldOptions): object => ({
  listen: { host: '127.0.0.1', port: 0 },
  admin: { port: 0 },
  defaultApp: APPID,
  caDir: './certs',
  upstreamCa: ['./trusted.pem'],
  resolve: Object.fromEntries(
    Object.entries(resolve).map(([host, to]) => [host, typeof to === 'number' ? `127.0.0.1:${to}` : to]),
  ),
  ...gate,
});

const askAdmin = (gateway: Gateway, path: string): Promise<unknown> => fromAdmin(gateway, path, {});

const tellAdmin = (gateway: Gateway, path: string, body: object): Promise<unknown> =>
  fromAdmin(gateway, path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const fromAdmin = async ({ admin }: Gateway, path: string, asked: RequestInit): Promise<unknown> => {
  const answer = await fetch(`http://127.0.0.1:${admin.port}${path}`, {
    ...asked,
    headers: { ...asked.headers, authorization: `Bearer ${admin.token}` },
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
