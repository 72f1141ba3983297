/** Every rule: what keeps it, what breaks it, what passes it unread, and what is none of its business. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AskOptions } from '../../support/client.ts';
import { makeCa, selfSigned } from '../../support/pki.ts';
import { until } from '../../support/until.ts';
import { lookedAt, SHOP, trustedCa } from '../../support/world.ts';
import { PHONE, type Scene } from './scene.ts';
import {
  API,
  answering,
  bare,
  breakingOff,
  bypassed,
  chat,
  datagram,
  distrusting,
  got,
  greeted,
  refused,
  served,
  silence,
  undecrypted,
} from './traffic.ts';
import { inFile, inNetwork, never, type Setup, type Trials, trial } from './trial.ts';

const HOST = 'api.shop.test';
const names = [HOST];
const DAY = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY);

const ports = { ...SHOP, request: [`https://${HOST}`, 'https://alt.shop.test:8443', 'https://other.shop.test:443'] };
const exact = { app: { profile: 'tcsas-2024', domains: ports } };
/** On the phone's own network. */
const PRINTER = 'http://10.77.0.3:828/';
const GBK = Buffer.from('"\xc4\xe3\xba\xc3"', 'latin1');
/** Two bytes of three in the midst of UTF-8, which is no other charset either. */
const BROKEN = Buffer.concat([Buffer.from('"你好'), Buffer.from([0xe4, 0xbd]), Buffer.from('世界"')]);
const JSON_ANSWER = { 'content-type': 'application/json' };
/** Nobody but the client unpacks it. */
const compressed = got(API, answering({ ...JSON_ANSWER, 'content-encoding': 'gzip' }, gzipSync('{}')));
const posted = (body: string, type = 'application/json'): AskOptions => ({
  method: 'POST',
  headers: { 'content-type': type },
  body,
});

const outOfReach = never(
  'It is asked of every connection before it is dialled, unread tunnels included: there is no traffic that it misses.',
);
const fileOnly = never('It is asked of the app’s file only, which is read whole or refused.');

/** A server with a certificate that the phone’s system would refuse; made when it is needed. */
const server = (tls: () => Setup['tls'], app: Setup['app'] = {}) =>
  trial(
    ({ get }) => get(API),
    () => ({ tls: tls() ?? {}, app }),
  );
const old = { ciphers: 'DEFAULT@SECLEVEL=0' } as const;

/** What its own handshake would show is not seen of an unread tunnel, nor of one that is refused before. */
/** A request, and then the gate's own look at its server. */
const looked = (setup: () => Setup = () => ({})) =>
  trial(async ({ world, get }) => {
    await get(API);
    await lookedAt(world);
  }, setup);

const ofPeer = (amiss: () => Setup['tls']): Trials => ({
  well: got(API),
  amiss: server(amiss),
  unread: bypassed,
  elsewhere: refused,
  more: [['not-checkable', 'of a client that does not trust the CA', distrusting]],
});

/** A root that this machine trusts and phones do not. */
const withWoSign = (): Setup => {
  const root = makeCa({ name: 'Some Root', organisation: 'WoSign CA Limited' });
  const file = join(mkdtempSync(join(tmpdir(), 'mpgate-test-')), 'root.pem');
  writeFileSync(file, root.cert);
  return { tls: served(root.issue({ names })), gate: { upstreamCa: [file] } };
};

/** Rules that only the head of a request shows. */
const ofHead = { unread: undecrypted, elsewhere: datagram } as const;

const shopCertificate = () => trustedCa().issue({ names });
const pinned = () => trustedCa().issue({ names, freshKey: true });

const eleven = async ({ get, arrived, release }: Scene): Promise<void> => {
  const ten = Array.from({ length: 10 }, () => get(`${API}held`));
  await arrived(10);
  const last = get(`${API}held`);
  await Promise.race([last, arrived(11)]);
  release();
  await Promise.all([...ten, last]);
};

const six = async ({ socket }: Scene): Promise<void> => {
  const five = await Promise.all(Array.from({ length: 5 }, () => socket('wss://ws.shop.test/')));
  const sixth = await socket('wss://ws.shop.test/');
  for (const ws of [...five, sixth]) ws?.terminate();
};

const inBackground = async ({ world, get, arrived, release }: Scene): Promise<void> => {
  const asked = get(`${API}held`);
  await arrived(1);
  await world.tell({ foreground: false }, PHONE);
  release();
  await asked;
};

const beyondGrace = async ({ world, get }: Scene): Promise<void> => {
  const asked = get(`${API}after/6500`);
  await until('the request is under way', async () => (await world.flows()).length > 0);
  await world.tell({ foreground: false }, PHONE);
  await asked;
};

/** The gate before itself: a name is mapped to its own port. */
const toItself = trial(({ get, world }) => get(`https://own.shop.test:${world.port}/`), {
  app: { domains: { ...SHOP, request: ['https://own.shop.test'] } },
  resolve: { 'own.shop.test': PHONE },
});

/** By the id of each rule. */
export const table: Readonly<Record<string, Trials>> = {
  'skip-verification': {
    well: never('It speaks only where the switch is on: that it is off is what every report takes for granted.'),
    amiss: got(API, { app: { skipVerification: true } }),
    unread: bypassed,
    elsewhere: got(API),
  },
  'host-matches-tunnel': {
    ...ofHead,
    well: got(API),
    amiss: got(API, {}, { headers: { host: 'up.shop.test' } }),
    more: [['fail', 'in the TLS handshake', got(API, {}, { servername: 'up.shop.test' })]],
  },
  'no-localhost': {
    well: got(API),
    amiss: got('https://localhost/'),
    unread: bypassed,
    elsewhere: silence,
    more: [['fail', 'over SOCKS', trial(({ datagram: send }) => send('localhost:5000'))]],
  },
  'lan-base-library': {
    well: inNetwork({ profile: 'wechat', baseLibrary: '3.5.0' }, { act: 'get', to: PRINTER }),
    amiss: inNetwork({ profile: 'wechat', baseLibrary: '2.3.9' }, { act: 'get', to: PRINTER }),
    unread: bypassed,
    elsewhere: got(API, { app: { profile: 'wechat' } }),
  },
  'lan-address': {
    well: inNetwork({}, { act: 'get', to: PRINTER }),
    amiss: got('https://8.8.8.8/'),
    unread: bypassed,
    elsewhere: got(API),
  },
  'no-ip-literal': {
    well: got(API),
    amiss: got('https://8.8.8.8/'),
    unread: bypassed,
    elsewhere: silence,
  },
  'scheme-https-wss': {
    well: got(API),
    amiss: got(`http://${HOST}/`),
    unread: bypassed,
    elsewhere: datagram,
    more: [['pass', 'of an app’s own host, not decrypted', undecrypted]],
  },
  'forbidden-domain': {
    well: got(API, { app: { profile: 'wechat' } }),
    amiss: got('https://api.weixin.qq.com/', { app: { profile: 'wechat' } }),
    unread: undecrypted,
    elsewhere: got(API),
    more: [
      [
        'not-checkable',
        'more than is looked at',
        got(API, { app: { profile: 'wechat' } }, posted('x'.repeat(100_000))),
      ],

      ['warn', 'a secret in the query', got(`${API}?secret=sesame`)],
      ['warn', 'a secret in the body', got(API, {}, posted('{"appsecret":"sesame"}'))],
    ],
  },
  'no-parent-domain': {
    well: got(API),
    amiss: got('https://sub.api.shop.test/'),
    unread: bypassed,
    elsewhere: datagram,
  },
  'domain-allowlist': {
    well: got(API),
    amiss: got('https://other.shop.test/'),
    unread: bypassed,
    elsewhere: datagram,
    more: [['pass', 'of a client that does not trust the CA', distrusting]],
  },
  'domain-per-api': {
    ...ofHead,
    well: got(API),
    amiss: got('https://cdn.shop.test/'),
    more: [['not-checkable', 'of a client that does not trust the CA', distrusting]],
  },
  'port-not-configurable': {
    well: inFile({}),
    amiss: inFile({ domains: { ...SHOP, request: [`https://${HOST}:8443`] } }),
    unread: fileOnly,
    elsewhere: inFile({ profile: 'tcsas-2024' }),
  },
  'port-exact': {
    well: got('https://alt.shop.test:8443/', exact),
    amiss: got('https://alt.shop.test:9091/', exact),
    unread: bypassed,
    elsewhere: got(API),
  },
  'port-explicit-443': {
    ...ofHead,
    well: got('https://other.shop.test/', exact, { headers: { host: 'other.shop.test:443' } }),
    amiss: got(API, exact, { headers: { host: `${HOST}:443` } }),
    elsewhere: datagram,
    more: [['not-seen', 'no port is written', got(API, exact)]],
  },
  'wss-all-ports': {
    well: trial(async ({ socket }) => (await socket('wss://ws.shop.test:8443/'))?.close()),
    amiss: never('It only names what a platform allows; where that allows less, port-exact speaks.'),
    unread: bypassed,
    elsewhere: got(API),
    more: [['not-checkable', 'of an app’s own host, not decrypted', undecrypted]],
  },
  'domain-list-max': {
    well: inFile({ profile: 'wechat' }),
    amiss: inFile({
      profile: 'wechat',
      domains: { request: Array.from({ length: 21 }, (_, n) => `https://h${n}.shop.test`) },
    }),
    unread: fileOnly,
    elsewhere: inFile({}),
  },
  'icp-licensed': {
    well: inFile({ profile: 'wechat', icp: true }),
    amiss: inFile({ profile: 'wechat' }),
    unread: fileOnly,
    elsewhere: inFile({}),
  },
  'udp-destination': {
    well: datagram,
    amiss: trial(({ datagram: send }) => send('x.shop.test:5000')),
    unread: trial(({ datagram: send }) => send('bypassed.test:5000')),
    elsewhere: got(API),
    more: [['not-seen', 'of a client that does not trust the CA', distrusting]],
  },
  'tcp-destination': {
    well: trial(({ bytes }) => bytes('tcp.shop.test:5000')),
    amiss: trial(({ bytes }) => bytes(`${HOST}:443`)),
    unread: bypassed,
    elsewhere: got(API),
    more: [['not-checkable', 'of an app’s own host, not decrypted', undecrypted]],
  },
  method: {
    ...ofHead,
    well: got(API),
    amiss: got(API, {}, { method: 'PATCH' }),
  },
  referer: {
    ...ofHead,
    well: got(API),
    amiss: got(API, {}, { headers: { referer: 'https://own.test/' } }),
  },
  'content-type-default': {
    ...ofHead,
    well: got(API),
    amiss: bare(API, {}, { method: 'POST', body: 'x' }),
    more: [['not-seen', 'of an API that nobody knows', bare(API)]],
  },
  'data-serialization': {
    ...ofHead,
    well: got(`${API}?a=%20`),
    amiss: got(`${API}?a=100%`),
    more: [
      ['not-checkable', 'of a client that does not trust the CA', distrusting],

      ['pass', 'JSON', got(API, {}, posted('{"a":1}'))],
      ['pass', 'a form', got(API, {}, posted('a=%20', 'application/x-www-form-urlencoded'))],
      ['warn', 'text that is called JSON', got(API, {}, posted('a=1'))],
      ['not-checkable', 'more than is looked at', got(API, {}, posted('x'.repeat(100_000)))],
    ],
  },
  'background-blocked': {
    well: never('In the foreground there is nothing to see of it, and in the background nothing may begin.'),
    amiss: trial(async ({ world, get }) => {
      await world.tell({ foreground: false }, PHONE);
      await get(API);
    }),
    unread: bypassed,
    elsewhere: got(API),
    more: [
      [
        'fail',
        'a tunnel that is not decrypted',
        trial(
          async (scene) => {
            await scene.world.tell({ foreground: false }, PHONE);
            await greeted(scene);
          },
          { gate: { decrypt: 'never' } },
        ),
      ],

      ['not-seen', 'a tunnel that is not decrypted, in the foreground', undecrypted],
    ],
  },
  'concurrency-request': {
    well: got(API),
    amiss: trial(eleven, { app: { concurrency: { overflow: 'reject' } } }, { flows: 11 }),
    unread: undecrypted,
    elsewhere: chat,
    more: [
      ['not-checkable', 'of a client that does not trust the CA', distrusting],
      ['not-seen', 'a platform that names no limit', got(API, { app: { profile: 'alipay' } })],
    ],
  },
  'concurrency-socket': {
    well: chat,
    amiss: trial(six, {}, { flows: 6 }),
    unread: undecrypted,
    elsewhere: got(API),
  },
  'background-grace': {
    well: trial(inBackground),
    amiss: trial(beyondGrace, {}, { slow: true }),
    unread: bypassed,
    elsewhere: got(API),
    more: [['not-seen', 'a tunnel that is not decrypted, in the foreground', undecrypted]],
  },
  timeout: {
    well: got(API),
    amiss: got(`${API}after/80`, {}, { headers: { 'x-mpgate-timeout': '20' } }),
    unread: undecrypted,
    elsewhere: refused,
    more: [['not-checkable', 'of a client that does not trust the CA', distrusting]],
  },
  'upstream-address': {
    well: got(API),
    amiss: toItself,
    unread: outOfReach,
    elsewhere: refused,
    more: [
      ['pass', 'where nobody answers', got(API, { resolve: { [HOST]: `${PHONE}:1` } })],
      ['not-seen', 'of a client that does not trust the CA', distrusting],
    ],
  },
  'upstream-private': {
    well: inNetwork({}, { act: 'tcp', to: 'public.shop.test:5000' }),
    amiss: inNetwork({}, { act: 'tcp', to: 'private.shop.test:5000' }),
    unread: outOfReach,
    elsewhere: got(API),
    more: [['warn', 'where nobody answers', inNetwork({}, { act: 'tcp', to: 'private.shop.test:5001' })]],
  },
  'tls-version': ofPeer(() => ({ ...served(shopCertificate()), ...old, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' })),
  'cert-self-signed': ofPeer(() => served(selfSigned({ names }))),
  'cert-name': ofPeer(() => served(trustedCa().issue({ names: ['other.shop.test'] }))),
  'cert-dates': {
    ...ofPeer(() => served(trustedCa().issue({ names, notBefore: daysFromNow(-30), notAfter: daysFromNow(-1) }))),
    more: [['fail', 'too early', server(() => served(trustedCa().issue({ names, notBefore: daysFromNow(1) })))]],
  },
  'cert-chain': {
    ...ofPeer(() => {
      const { cert, key } = makeCa({ name: 'Test Intermediate', parent: trustedCa() }).issue({ names });
      return { cert, key };
    }),
    more: [['not-seen', 'it has no chain', server(() => served(selfSigned({ names })))]],
  },
  'cert-ats': {
    ...ofPeer(() => ({ ...served(trustedCa().issue({ names, key: 'rsa1024' })), ...old })),
    more: [['fail', 'SHA-1', server(() => ({ ...served(trustedCa().issue({ names, hash: 'sha1' })), ...old }))]],
  },
  'cert-trusted': {
    ...ofPeer(() => served(makeCa({ name: 'Stranger Root' }).issue({ names }))),
    more: [['not-seen', 'it has no root', server(() => served(selfSigned({ names })))]],
  },
  'tls-legacy': {
    well: server(() => ({ ...served(shopCertificate()), maxVersion: 'TLSv1.2' }), { profile: 'wechat' }),
    amiss: looked(() => ({ tls: { ...served(shopCertificate()), minVersion: 'TLSv1.3' } })),
    unread: undecrypted,
    elsewhere: refused,
    more: [
      ['warn', 'of a server of today', looked()],
      ['not-seen', 'on iOS', looked(() => ({ app: { platform: 'ios' } }))],
    ],
  },
  'ca-distrust': { ...ofPeer(() => ({})), amiss: trial(({ get }) => get(API), withWoSign) },
  'pin-spki': {
    well: trial(
      ({ get }) => get(API),
      () => {
        const certificate = pinned();
        return { tls: served(certificate), app: { certs: { [HOST]: [certificate.pin] } } };
      },
    ),
    amiss: trial(
      ({ get }) => get(API),
      () => ({ app: { certs: { [HOST]: [pinned().pin] } } }),
    ),
    unread: undecrypted,
    elsewhere: got(API),
  },
  'encoding-utf8': {
    well: got(API),
    amiss: got(API, answering(JSON_ANSWER, BROKEN)),
    unread: undecrypted,
    elsewhere: refused,
    more: [
      ['not-checkable', 'compressed', compressed],

      ['not-seen', 'broke off', got(API, breakingOff('{'))],

      ['warn', 'GBK, which converts', got(API, answering({ 'content-type': 'text/plain; charset=gbk' }, GBK))],
      ['not-seen', 'no text', got(API, answering({ 'content-type': 'image/png' }, GBK))],
      ['not-seen', 'no body', got(API, answering(JSON_ANSWER, ''))],
    ],
  },
  bom: {
    well: got(API, answering(JSON_ANSWER, '\ufeff{}')),
    amiss: got(API, answering(JSON_ANSWER, '\ufeff\ufeff{}')),
    unread: undecrypted,
    elsewhere: refused,
    more: [
      ['not-checkable', 'compressed', compressed],

      ['not-checkable', 'of a client that does not trust the CA', distrusting],

      ['not-seen', 'broke off before its second mark', got(API, breakingOff('\ufeff'))],
      ['not-seen', 'no text', got(API, answering({ 'content-type': 'image/png' }, GBK))],
    ],
  },
  'status-any': {
    well: got(API),
    amiss: got(API, answering(JSON_ANSWER, '{}', 404)),
    unread: undecrypted,
    elsewhere: refused,
    more: [
      ['not-checkable', 'compressed', compressed],

      ['not-seen', 'broke off before its text', got(API, breakingOff(' '))],

      ['warn', 'a page in the place of data', got(API, answering({ 'content-type': 'text/html' }, '<html>'))],
      ['not-seen', 'a socket', chat],
    ],
  },
  streaming: {
    well: got(API, { app: { profile: 'tcsas-game' }, ...answering({ ...JSON_ANSWER, 'content-length': '2' }, '{}') }),
    amiss: got(API, { app: { profile: 'tcsas-game' }, ...answering({ ...JSON_ANSWER, 'set-cookie': 'a=b' }, '{}') }),
    unread: undecrypted,
    elsewhere: refused,
    more: [['not-seen', 'of an API that nobody knows', bare('https://cdn.shop.test/')]],
  },
  'alt-svc': {
    well: got(API),
    amiss: got(API, answering({ ...JSON_ANSWER, 'alt-svc': 'h3=":443"' }, '{}')),
    unread: undecrypted,
    elsewhere: refused,
  },
};
