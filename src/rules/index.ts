import type { Stage } from '../model/facts.ts';
import { backgroundBlocked } from './admit/background-blocked.ts';
import { concurrencyRequest } from './admit/concurrency-request.ts';
import { concurrencySocket } from './admit/concurrency-socket.ts';
import { backgroundGrace } from './clock/background-grace.ts';
import { timeout } from './clock/timeout.ts';
import { domainListMax } from './config/domain-list-max.ts';
import { icpLicensed } from './config/icp-licensed.ts';
import { portNotConfigurable } from './config/port-not-configurable.ts';
import { upstreamAddress } from './dial/upstream-address.ts';
import { upstreamPrivate } from './dial/upstream-private.ts';
import { caDistrust } from './peer/ca-distrust.ts';
import { certAts } from './peer/cert-ats.ts';
import { certChain } from './peer/cert-chain.ts';
import { certDates } from './peer/cert-dates.ts';
import { certName } from './peer/cert-name.ts';
import { certSelfSigned } from './peer/cert-self-signed.ts';
import { certTrusted } from './peer/cert-trusted.ts';
import { pinSpki } from './peer/pin-spki.ts';
import { tlsLegacy } from './peer/tls-legacy.ts';
import { tlsVersion } from './peer/tls-version.ts';
import { contentTypeDefault } from './request/content-type-default.ts';
import { dataSerialization } from './request/data-serialization.ts';
import { domainPerApi } from './request/domain-per-api.ts';
import { method } from './request/method.ts';
import { portExplicit443 } from './request/port-explicit-443.ts';
import { referer } from './request/referer.ts';
import { altSvc } from './response/alt-svc.ts';
import { bom } from './response/bom.ts';
import { encodingUtf8 } from './response/encoding-utf8.ts';
import { statusAny } from './response/status-any.ts';
import { streaming } from './response/streaming.ts';
import type { Check, Rule } from './rule.ts';
import { domainAllowlist } from './tunnel/domain-allowlist.ts';
import { forbiddenDomain } from './tunnel/forbidden-domain.ts';
import { hostMatchesTunnel } from './tunnel/host-matches-tunnel.ts';
import { lanAddress } from './tunnel/lan-address.ts';
import { lanBaseLibrary } from './tunnel/lan-base-library.ts';
import { noIpLiteral } from './tunnel/no-ip-literal.ts';
import { noLocalhost } from './tunnel/no-localhost.ts';
import { noParentDomain } from './tunnel/no-parent-domain.ts';
import { portExact } from './tunnel/port-exact.ts';
import { schemeHttpsWss } from './tunnel/scheme-https-wss.ts';
import { skipVerification } from './tunnel/skip-verification.ts';
import { tcpDestination } from './tunnel/tcp-destination.ts';
import { udpDestination } from './tunnel/udp-destination.ts';
import { wssAllPorts } from './tunnel/wss-all-ports.ts';

/**
 * Every rule, in the order in which they are asked: the first error is the cause of a refusal, so that of two rules which
 * both object the one that says more stands first.
 */
export const rules: readonly Rule[] = [
  skipVerification,
  hostMatchesTunnel,
  noLocalhost,
  lanBaseLibrary,
  lanAddress,
  noIpLiteral,
  schemeHttpsWss,
  forbiddenDomain,
  noParentDomain,
  domainAllowlist,
  domainPerApi,
  portNotConfigurable,
  portExact,
  portExplicit443,
  wssAllPorts,
  domainListMax,
  icpLicensed,
  udpDestination,
  tcpDestination,
  method,
  referer,
  contentTypeDefault,
  dataSerialization,
  backgroundBlocked,
  concurrencyRequest,
  concurrencySocket,
  backgroundGrace,
  timeout,
  upstreamAddress,
  upstreamPrivate,
  tlsVersion,
  tlsLegacy,
  certSelfSigned,
  certName,
  certDates,
  certChain,
  certAts,
  caDistrust,
  certTrusted,
  pinSpki,
  encodingUtf8,
  bom,
  statusAny,
  streaming,
  altSvc,
];

export interface Asked<S extends Stage> {
  readonly rule: Rule;
  readonly check: Check<S>;
  /** Its own among those of the stage. */
  readonly bit: number;
}

const at = <S extends Stage>(stage: S): readonly Asked<S>[] =>
  rules
    .flatMap((rule) => {
      const check = rule.checks[stage];
      return check ? [{ rule, check }] : [];
    })
    .map((asked, number) => ({ ...asked, bit: 1 << number }));

const table: { readonly [S in Stage]: readonly Asked<S>[] } = {
  config: at('config'),
  tunnel: at('tunnel'),
  request: at('request'),
  admit: at('admit'),
  dial: at('dial'),
  peer: at('peer'),
  body: at('body'),
  response: at('response'),
  clock: at('clock'),
};

/** The rules of one stage with their checks. */
export const rulesAt = <S extends Stage>(stage: S): readonly Asked<S>[] => table[stage];
