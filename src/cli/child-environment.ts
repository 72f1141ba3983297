/** Where a child of `exec` finds the gate and its CA. */
export interface Behind {
  /** `http://127.0.0.1:port` */
  readonly proxy: string;
  /** Our CA alone, PEM. */
  readonly caFile: string;
  /** The system's roots and ours. */
  readonly bundleFile: string;
  /** Where the child says that its mini program goes to the background or comes back. */
  readonly control: { readonly url: string; readonly token: string };
}

const bothCases = (names: readonly string[]): readonly string[] => names.flatMap((name) => [name, name.toLowerCase()]);

const PROXY = bothCases(['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']);
const NO_PROXY = bothCases(['NO_PROXY']);
const NODE = 'NODE_USE_ENV_PROXY';

/** Those of the variables that lead a client to the gate. */
export const proxyNames = [...PROXY, ...NO_PROXY, NODE];

const BUNDLE = [
  'SSL_CERT_FILE',
  'CURL_CA_BUNDLE',
  'REQUESTS_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  'AWS_CA_BUNDLE',
  'DENO_CERT',
];

/** The variables that make common clients use the gate and trust it. */
export const childEnvironment = ({ proxy, caFile, bundleFile, control }: Behind): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...PROXY.map((name) => [name, proxy]),
    ...NO_PROXY.map((name) => [name, '']),
    [NODE, '1'],
    ['NODE_EXTRA_CA_CERTS', caFile],
    ['MPGATE_CONTROL_URL', control.url],
    ['MPGATE_CONTROL_TOKEN', control.token],
    ...BUNDLE.map((name) => [name, bundleFile]),
  ]);
