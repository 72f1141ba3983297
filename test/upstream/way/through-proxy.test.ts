import { describe, expect, it } from 'vitest';
import { parseUpstreamProxy } from '../../../src/config/upstream-proxy.ts';
import { connect } from '../../../src/upstream/connect.ts';
import { locate } from '../../../src/upstream/locate.ts';
import { createMappingOf, createResolve } from '../../../src/upstream/resolve.ts';
import { throughProxy } from '../../../src/upstream/way/through-proxy.ts';
import { freePort } from '../../support/free-port.ts';
import { certified, tcpOrigin, tlsOrigin } from '../../support/origin.ts';
import { makeCa } from '../../support/pki.ts';
import { httpProxy, httpsProxy, socksProxy } from '../../support/proxies.ts';
import { trustedCa } from '../../support/world.ts';
import { diallingTo, orderTo, uncalled } from '../dialling.ts';
import { until } from '../turns.ts';

const PUBLIC = '93.184.216.34';

/** A gate's connections behind a proxy at proxy.test; api.shop.test leads to a public address. */
const behind = (scheme: string, port: number, { own = false, limitMs = 5_000, login = '' } = {}) => {
  const proxy = parseUpstreamProxy(`${scheme}://${login}proxy.test:${port}`);
  if (!proxy) throw new Error('no proxy');
  const mappings = { 'proxy.test': '127.0.0.1', 'mapped.test': '127.0.0.1', 'api.shop.test': PUBLIC };
  const mappingOf = createMappingOf({ 'mapped.test': '127.0.0.1' });
  const mapped = createResolve(mappings);
  const resolve: typeof mapped = async (authority) => {
    const [first] = await mapped(authority);
    return [{ ...first, mapped: mappingOf(authority) !== undefined }];
  };
  const isOwn = () => own;
  const isMapped = (authority: Parameters<typeof mappingOf>[0]) => mappingOf(authority) !== undefined;
  const way = throughProxy(proxy, { resolve, isOwn, isMapped, roots: [trustedCa().cert] });
  return diallingTo(0, { resolve, way, handshakeMs: limitMs });
};

/** Goes to the shop, and says what came of it. */
const go = async (dialling: ReturnType<typeof behind>, to = 'api.shop.test') => {
  const made = await connect(orderTo(to), dialling, uncalled);
  if (made.outcome === 'forbidden') return (made.peer ?? made.dial).violations.map(({ rule }) => rule).join();
  made.socket.destroy();
  return `${made.dial?.passed} ${made.peer?.passed.includes('cert-trusted')}`;
};

const KINDS = [
  ['http', httpProxy, 'api.shop.test:443', ' true'],
  [
    'https',
    (options: Parameters<typeof httpProxy>[0]) => httpsProxy(options, certified('proxy.test')),
    'api.shop.test:443',
    ' true',
  ],
  ['socks5', socksProxy, `${PUBLIC}:443`, 'upstream-address,upstream-private true'],
] as const;

describe.each(KINDS)('%s', (scheme, open, place, verdicts) => {
  const opened = async (login?: string, tls = certified('api.shop.test')) => {
    const server = await tlsOrigin(() => {}, tls);
    return open({ leads: { [place]: server.port }, ...(login ? { login } : {}) });
  };

  it('leads to the server, whose TLS is judged as ever', async () => {
    const { port, asked } = await opened('anna:sesame');
    expect(await go(behind(scheme, port, { login: 'anna:sesame@' }))).toBe(verdicts);
    expect(asked).toEqual([place]);
    const { chain, key } = makeCa({ name: 'Nobody' }).issue({ names: ['api.shop.test'] });
    const other = await opened(undefined, { cert: chain, key });
    expect(await go(behind(scheme, other.port))).toBe('cert-trusted');
  });

  it.each([
    ['wrong', 'anna:wrong@'],
    ['missing', ''],
  ])('a login that is %s is told as the proxy’s refusal', async (_, login) => {
    const { port } = await opened('anna:sesame');
    const code = scheme === 'socks5' ? 'UPSTREAM_PROXY_LOGIN' : 'UPSTREAM_PROXY_407';
    await expect(go(behind(scheme, port, { login }))).rejects.toMatchObject({ code });
  });

  it('a dead, a silent and an own one are told apart', async () => {
    const dead = behind(scheme, await freePort());
    await expect(go(dead)).rejects.toMatchObject({ code: 'UPSTREAM_PROXY_ECONNREFUSED' });
    const silent = await tcpOrigin((socket) => void socket.resume());
    const waiting = go(behind(scheme, silent.port, { limitMs: 100 }));
    await expect(waiting).rejects.toMatchObject({ code: 'UPSTREAM_PROXY_ETIMEDOUT' });
    await until(() => silent.open() === 0);
    const own = go(behind(scheme, silent.port, { own: true }));
    await expect(own).rejects.toMatchObject({ code: 'UPSTREAM_PROXY_LOOP' });
    expect(silent.accepted()).toBe(1);
  });

  it('a silent server behind it is the server’s fault', async () => {
    const server = await tcpOrigin((socket) => void socket.resume());
    const { port } = await open({ leads: { [place]: server.port } });
    await expect(go(behind(scheme, port, { limitMs: 300 }))).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('mapped hosts go past it; loopback is judged, and neither asked of it nor dialled', async () => {
    const { port, asked } = await opened();
    const { port: mapped } = await tlsOrigin(() => {}, certified('mapped.test'));
    expect(await go(behind(scheme, port), `mapped.test:${mapped}`)).toBe('upstream-address true');
    for (const place of ['localhost:1', '127.0.0.1:1', '[::1]:1']) {
      expect(await go(behind(scheme, port), place)).toBe('upstream-address');
    }
    expect(asked).toEqual([]);
  });

  it('datagrams are sent past it where they may, and nowhere else', async () => {
    const { port } = await opened();
    const sent = (to: string) => locate(orderTo(to, { api: 'udp' }), behind(scheme, port), uncalled);
    await expect(sent('api.shop.test:53')).rejects.toMatchObject({ code: 'UPSTREAM_PROXY_UDP' });
    expect((await sent('mapped.test:53')).allowed).toHaveLength(1);
  });
});

it('an https:// proxy that nobody vouches for is not asked, nor told the login', async () => {
  const { chain, key } = makeCa({ name: 'Nobody' }).issue({ names: ['proxy.test'] });
  const { port, asked } = await httpsProxy({ leads: {} }, { cert: chain, key });
  await expect(go(behind('https', port))).rejects.toMatchObject({
    code: expect.stringMatching(/^UPSTREAM_PROXY_.*(SELF|VERIFY|LOCALLY)/),
  });
  const named = await httpsProxy({ leads: {} }, certified('other.test'));
  await expect(go(behind('https', named.port))).rejects.toMatchObject({
    code: 'UPSTREAM_PROXY_ERR_TLS_CERT_ALTNAME_INVALID',
  });
  expect([...asked, ...named.asked]).toEqual([]);
});
