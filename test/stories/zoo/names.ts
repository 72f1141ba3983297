import { CLIENTS, each, type Row, type Rows, shows } from './row.ts';

const covers = (names: readonly string[], host?: string): Row => ({ ...certified(names, host), fails: '' });
const misses = (names: readonly string[], host?: string): Row => ({ ...certified(names, host), fails: 'cert-name' });
const certified = (names: readonly string[], host?: string) => ({
  serve: () => shows({ names }),
  ...(host === undefined ? {} : { host }),
});

const ANYWHERE = 'Java takes a wildcard in any label; RFC 9525, 6.3 only the first one.';

/** Whom a certificate is for. */
export const names: Rows = {
  'one of many names': covers(['www.shop.test', 'api.shop.test', 'shop.test']),
  'a name in capitals': covers(['API.Shop.TEST']),
  'a wildcard for its label': covers(['*.shop.test']),
  'a wildcard one label too high': misses(['*.test']),
  'a wildcard two labels too high': misses(['*']),
  'a wildcard one label too low': misses(['*.api.shop.test']),
  'a wildcard for its label, the host one label deeper': misses(['*.shop.test'], 'v2.api.shop.test'),
  'a wildcard for the deeper label': covers(['*.api.shop.test'], 'v2.api.shop.test'),
  'two wildcards': { ...misses(['*.*.test']), differs: { java: ANYWHERE } },
  'a wildcard in the middle': { ...misses(['api.*.test']), differs: { java: ANYWHERE } },
  'a wildcard for a part of its label': {
    ...misses(['a*.shop.test']),
    differs: each(['openssl', 'node', 'java'], 'They still take a part of a label; RFC 9525, 6.3 and phones do not.'),
  },
  'a name of another script': covers(['xn--bcher-kva.shop.test'], 'xn--bcher-kva.shop.test'),
  'a wildcard for a name of another script': covers(['*.shop.test'], 'xn--bcher-kva.shop.test'),
  'a name of another script, not in punycode': misses(['bücher.shop.test'], 'xn--bcher-kva.shop.test'),
  'an address in its SAN': { serve: () => shows({ names: [], ips: ['127.0.0.1'] }), fails: 'cert-name' },
  'a name in the common name only': {
    serve: () => shows({ san: false }),
    fails: 'cert-name',
    differs: each(CLIENTS, 'They read the common name where there is no SAN; phones do not.'),
  },
  'a name in the common name, another one in the SAN': {
    serve: () => shows({ names: ['other.test'], cn: 'api.shop.test' }),
    fails: 'cert-name',
  },
  'no name at all': { serve: () => shows({ names: [] }), fails: 'cert-name' },
};
