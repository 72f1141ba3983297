import type { TlsOptions } from 'node:tls';
import { httpsOrigin } from '../../support/origin.ts';
import { type IssueOptions, makeCa, type TestCa, type TestCertificate } from '../../support/pki.ts';

/** Programs that are asked about the same server. */
export const CLIENTS = ['openssl', 'curl', 'node', 'java'] as const;
export type Client = (typeof CLIENTS)[number];

/** A server and what is to be said of it. Rules are named in one string, with spaces between them; empty: none. */
export interface Row {
  /** Opens it for the test that runs. */
  readonly serve: () => Promise<{ readonly port: number }>;
  /** Default: HOST. */
  readonly host?: string;
  /** Those that are trusted; default: the zoo's. */
  readonly roots?: readonly Pick<TestCertificate, 'cert'>[];
  /** What fails on iOS, on Android and on the strictest phone, or on all of them alike. */
  readonly fails: string | readonly [ios: string, android: string, strictest: string];
  /** What versions of Android have against it besides, `versions: rules` each. Default: TLS 1.2 is too new for the oldest. */
  readonly eras?: readonly string[];
  /** What the strictest phone is warned of. */
  readonly warns?: string;
  /** Why clients take it though the strictest phone does not, or the other way round. */
  readonly differs?: { readonly [C in Client]?: string };
}

export type Rows = Readonly<Record<string, Row>>;

/** One text for several clients. */
export const each = (clients: readonly Client[], why: string): NonNullable<Row['differs']> =>
  Object.fromEntries(clients.map((client) => [client, why]));

export const EDWARDS = 'These programs offer Ed25519 in their hellos; phones do not.';

export const HOST = 'api.shop.test';
export const root = makeCa({ name: 'Zoo Root' });
export const middle = makeCa({ name: 'Zoo Intermediate', parent: root });
/** Another one, with a key of RSA. */
export const rsaMiddle = makeCa({ name: 'Zoo RSA', key: 'rsa', parent: root });

const DAY_MS = 86_400_000;
export const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY_MS);

/** A server with a certificate of these options; a server allows what the row is about. */
export const shows = (issued: IssueOptions = {}, tls: TlsOptions = {}, ca: TestCa = middle) => {
  const { chain, key } = ca.issue({ names: [HOST], ...issued });
  return serves({ cert: chain, key, ...tls });
};

export const serves = (tls: TlsOptions) =>
  httpsOrigin((_, response) => void response.end('hello'), { ciphers: 'DEFAULT@SECLEVEL=0', ...tls });

/** What a row says fails on each platform. */
export const onEach = (fails: Row['fails']): readonly [ios: string, android: string, strictest: string] =>
  typeof fails === 'string' ? [fails, fails, fails] : fails;

/** Whether a client takes a server: what the strictest phone does, unless its row says why not. */
export const isTaken = ({ fails, differs = {} }: Row, client: Client): boolean =>
  (onEach(fails)[2] === '') !== (differs[client] !== undefined);
