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

const PROXY = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
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
    ...PROXY.flatMap((name) => [name, name.toLowerCase()]).map((name) => [name, proxy]),
    ...['NO_PROXY', 'no_proxy'].map((name) => [name, '']),
    ['NODE_USE_ENV_PROXY', '1'],
    ['NODE_EXTRA_CA_CERTS', caFile],
    ['MPGATE_CONTROL_URL', control.url],
    ['MPGATE_CONTROL_TOKEN', control.token],
    ...BUNDLE.map((name) => [name, bundleFile]),
  ]);
