import { expect, it } from 'vitest';
import { childEnvironment } from '../../src/cli/child-environment.ts';

it('names the gate, its control address, our CA and the bundle by every name that a client knows, and lets no host pass the gate by', () => {
  const proxy = 'http://127.0.0.1:8080';
  const caFile = '/certs/ca.pem';
  const bundleFile = '/tmp/bundle.pem';
  const control = { url: 'http://127.0.0.1:8081/api/v1/devices/127.0.0.1', token: 'secret' };
  expect(childEnvironment({ proxy, caFile, bundleFile, control })).toEqual({
    HTTP_PROXY: proxy,
    http_proxy: proxy,
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    ALL_PROXY: proxy,
    all_proxy: proxy,
    NO_PROXY: '',
    no_proxy: '',
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: caFile,
    MPGATE_CONTROL_URL: control.url,
    MPGATE_CONTROL_TOKEN: control.token,
    SSL_CERT_FILE: bundleFile,
    CURL_CA_BUNDLE: bundleFile,
    REQUESTS_CA_BUNDLE: bundleFile,
    GIT_SSL_CAINFO: bundleFile,
    AWS_CA_BUNDLE: bundleFile,
    DENO_CERT: bundleFile,
  });
});
