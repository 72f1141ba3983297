import type { Stage } from '../../model/facts.ts';
import { backgroundGrace } from './carry/background-grace.ts';
import { caDistrust } from './carry/ca-distrust.ts';
import type { Carry } from './carry/carry.ts';
import { certAts } from './carry/cert-ats.ts';
import { pinSpki } from './carry/pin-spki.ts';
import { referer } from './carry/referer.ts';
import { stands } from './carry/stands.ts';
import { streaming } from './carry/streaming.ts';
import { timeout } from './carry/timeout.ts';
import { tlsLegacy } from './carry/tls-legacy.ts';

/** `again`: the session file has all that the rule asks at this stage, so it is asked again. Else: what follows from its answer. */
export type Way = 'again' | Carry;

const peer = ['tls-version', 'cert-self-signed', 'cert-name', 'cert-dates', 'cert-chain', 'cert-trusted'];
const tunnel = [
  ...['skip-verification', 'no-localhost', 'lan-base-library', 'lan-address', 'no-ip-literal', 'scheme-https-wss'],
  ...['forbidden-domain', 'no-parent-domain', 'domain-allowlist', 'port-exact', 'wss-all-ports'],
  ...['udp-destination', 'tcp-destination'],
];

const all = (rules: readonly string[], way: Way): Readonly<Record<string, Way>> =>
  Object.fromEntries(rules.map((rule) => [rule, way]));

/** How the answer of each rule is had under another platform, by the stages of live traffic. */
export const ways: { readonly [S in Exclude<Stage, 'config'>]: Readonly<Record<string, Way>> } = {
  tunnel: { ...all(tunnel, 'again'), 'host-matches-tunnel': stands },
  request: {
    ...all(['domain-per-api', 'method', 'port-explicit-443'], 'again'),
    ...all(['host-matches-tunnel', 'forbidden-domain', 'content-type-default', 'data-serialization'], stands),
    referer,
  },
  admit: all(['background-blocked', 'concurrency-request', 'concurrency-socket'], 'again'),
  dial: all(['upstream-address', 'upstream-private'], stands),
  peer: {
    ...all(peer, stands),
    'ca-distrust': caDistrust,
    'cert-ats': certAts,
    'pin-spki': pinSpki,
    'tls-legacy': tlsLegacy,
  },
  body: all(['forbidden-domain', 'data-serialization'], stands),
  response: { ...all(['encoding-utf8', 'bom', 'status-any', 'alt-svc'], stands), streaming },
  clock: { 'background-grace': backgroundGrace, timeout },
};
