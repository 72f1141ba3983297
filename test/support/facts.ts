/** Facts for asking rules: each has what most tests want, and takes what this one wants. */
import type {
  AdmitFacts,
  Api,
  ApiGuess,
  Authority,
  CertificateFacts,
  ClockFacts,
  DialFacts,
  FactsAt,
  Host,
  PeerFacts,
  RequestFacts,
  Stage,
  TunnelFacts,
} from '../../src/model/facts.ts';
import type { PathFacts, PathFault } from '../../src/model/path-facts.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { ResponseFacts, TextFacts } from '../../src/model/response-facts.ts';
import { parseAuthority, parseHost } from '../../src/rules/hosts.ts';
import type { Rule } from '../../src/rules/rule.ts';

/** `api.shop.test`, `api.shop.test:8443`, `[::1]:443`; 443 if it names no port. */
export const authorityOf = (text: string): Authority => {
  const parsed = parseAuthority(text, 443);
  if (!parsed) throw new Error(`"${text}" is no authority.`);
  return parsed.authority;
};

export const hostOf = (text: string): Host => {
  const host = parseHost(text);
  if (!host) throw new Error(`"${text}" is no host.`);
  return host;
};

export const certainly = (api: Api): ApiGuess => ({ candidates: [api], sure: 'certain' });

/** What is known of a tunnel before a byte in it is read. */
export const unread: ApiGuess = {
  candidates: ['request', 'uploadFile', 'downloadFile', 'connectSocket'],
  sure: 'unknown',
};

type At<Facts> = Partial<Omit<Facts, 'authority'>> & { readonly to?: string };

const device = '192.168.1.20';

/** A CONNECT, its inside unread. */
export const tunnelTo = ({ to = 'api.shop.test', ...others }: At<TunnelFacts> = {}): TunnelFacts => ({
  authority: authorityOf(to),
  device,
  scheme: null,
  api: unread,
  sni: undefined,
  ...others,
});

/** A GET that is certainly a wx.request. */
export const requestTo = ({ to = 'api.shop.test', ...others }: At<RequestFacts> = {}): RequestFacts => ({
  authority: authorityOf(to),
  device,
  scheme: 'https',
  api: certainly('request'),
  method: 'GET',
  hosts: [authorityOf(to)],
  writtenPort: null,
  referer: null,
  contentType: 'application/json',
  query: null,
  ...others,
});

export const admitOf = (others: Partial<AdmitFacts> = {}): AdmitFacts => ({
  kind: 'request',
  running: 0,
  waiting: 0,
  room: true,
  foreground: true,
  ...others,
});

export const dialTo = ({ to = 'api.shop.test', ...others }: At<DialFacts> = {}): DialFacts => ({
  authority: authorityOf(to),
  device,
  address: '93.184.216.34',
  range: 'public',
  own: false,
  mapped: false,
  ...others,
});

export const clockOf = (others: Partial<ClockFacts> = {}): ClockFacts => ({
  api: certainly('request'),
  elapsedMs: 0,
  perCallMs: null,
  backgroundMs: null,
  ...others,
});

/** 1 June 2026, noon. */
export const noon = 1_780_315_200_000;
export const day = 86_400_000;

export const certificateOf = (others: Partial<CertificateFacts> = {}): CertificateFacts => ({
  subject: 'CN=api.shop.test',
  issuer: 'CN=Test Intermediate',
  notBefore: noon - 30 * day,
  notAfter: noon + 60 * day,
  keyType: 'ec',
  keyBits: 256,
  signatureHash: 'sha256',
  spki: 'sha256/leaf',
  ...others,
});

export const intermediate: CertificateFacts = certificateOf({
  subject: 'CN=Test Intermediate',
  issuer: 'CN=Test Root',
  spki: 'sha256/intermediate',
});

/** The path of a chain that is used as it was sent, up to a root of the store; faults are those that make it so. */
export const pathOf = (chain: readonly CertificateFacts[], others: Partial<PathFacts> = {}): PathFacts => {
  const { trust = 'trusted' } = others;
  const top = chain.at(-1)?.issuer ?? '';
  const faults: { readonly [T in PathFacts['trust']]: readonly PathFault[] } = {
    trusted: [],
    'self-signed': [{ kind: 'self-signed' }],
    incomplete: [{ kind: 'incomplete', missing: top, urls: [] }],
    'unknown-root': [{ kind: 'unknown-root', root: top }],
    broken: [{ kind: 'bad-signature', subject: chain[0]?.subject ?? '', link: 0, detail: '' }],
  };
  return {
    trust,
    links: chain.map(({ subject, notBefore, notAfter }, place) => {
      return { subject, notBefore, notAfter, place, fingerprint: `${place}` };
    }),
    faults: faults[trust],
    order: 'right',
    strangers: [],
    duplicates: [],
    rootSent: false,
    distrust: [],
    ...others,
  };
};

/** A server that is in order. */
export const peerOf = ({
  to = 'api.shop.test',
  chain = [certificateOf(), intermediate],
  trust = 'trusted',
  ...others
}: At<PeerFacts> = {}): PeerFacts => ({
  authority: authorityOf(to),
  device,
  offered: null,
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_128_GCM_SHA256',
  forwardSecret: true,
  chain,
  trust,
  path: pathOf(chain, { trust }),
  nameMatches: true,
  names: ['DNS:api.shop.test'],
  at: noon,
  pinVerified: false,
  ...others,
});

/** A server that agreed to no version of TLS. */
export const peerBelow: PeerFacts = peerOf({
  protocol: 'below',
  cipher: '',
  forwardSecret: false,
  chain: [],
  trust: 'broken',
  nameMatches: false,
  names: [],
});

/** A 200 for wx.request, with a JSON body in UTF-8 unless another text is given. */
export const responseOf = ({
  text = {},
  ...others
}: Partial<Omit<ResponseFacts, 'text'>> & { readonly text?: Partial<TextFacts> | null } = {}): ResponseFacts => ({
  api: certainly('request'),
  status: 200,
  mediaType: 'application/json',
  chunked: false,
  setsCookie: false,
  altSvc: null,
  coding: null,
  text: text && { boms: 0, isUtf8: true, charset: null, converts: false, opensWithTag: false, isWhole: true, ...text },
  ...others,
});

/** A rule's answer in one word or, if it objects, its message. */
export const ask = <S extends Stage>(rule: Rule, stage: S, facts: FactsAt[S], policy: Policy): string => {
  const check = rule.checks[stage];
  if (!check) throw new Error(`${rule.id} is not asked at ${stage}.`);
  const answer = check(facts, policy);
  if (typeof answer === 'string') return answer;
  return 'notCheckable' in answer ? 'not-checkable' : answer.message;
};

/** A rule's answer in one word: `pass`, `n/a`, `not-checkable` or `fail`. */
export const askWord = <S extends Stage>(rule: Rule, stage: S, facts: FactsAt[S], policy: Policy): string => {
  const answer = ask(rule, stage, facts, policy);
  return ['pass', 'n/a', 'not-checkable'].includes(answer) ? answer : 'fail';
};
