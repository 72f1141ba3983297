import type { ApiGuess } from '../model/facts.ts';
import { rangeOf } from '../rules/addresses.ts';
import { judge } from '../rules/judge.ts';
import { isListed, listsFor } from '../rules/listed.ts';
import { NO_DEVICE } from '../rules/no-device.ts';
import type { Query } from '../rules/parse-query.ts';
import type { Basis } from './basis.ts';
import { complain } from './complain.ts';
import type { SourceUrl } from './find-url.ts';
import type { Complaint } from './lint-finding.ts';
import type { Literal } from './literal.ts';

/** Who breaks one of these has to change the host: what else is wrong with the URL is gone then. */
const ALONE = ['no-localhost', 'no-ip-literal', 'forbidden-domain'] as const;
const LISTS = ['domain-allowlist', 'domain-per-api'] as const;
const PORTS = ['port-exact', 'port-explicit-443'] as const;

/** The platforms' own server APIs, which take the secret of an app; other platforms than theirs do not list them. */
const SERVER_APIS: ReadonlySet<string> = new Set(['api.weixin.qq.com', 'api.q.qq.com', 'openapi.baidu.com']);

/** What the rules say of a URL in a source, with the same words and the same answer as the gate. */
export const judgeUrl = (query: SourceUrl, place: Literal['place'], basis: Basis): readonly Complaint[] => {
  const said = violationsOf(query, basis);
  const of = (ids: readonly string[]) => said.filter(({ rule }) => ids.includes(rule));
  const [alone = serverApi(query, basis)] = of(ALONE);
  if (alone) return [withNetwork(alone, query)];
  const scheme = of(['scheme-https-wss']);
  if (!basis.hasLists) return [...scheme, ...bare443(query, basis)];
  // The first says more: a host in no list is in no list of the API's either.
  const [unlisted] = place === 'link' ? [] : of(LISTS);
  const ports = query.isPortKnown ? of(PORTS).slice(0, 1) : [];
  return [...scheme, ...(unlisted ? [mildOnPages(unlisted, place)] : []), ...ports];
};

const violationsOf = (query: Query, { policy }: Basis): readonly Complaint[] => {
  const { authority, scheme, writtenPort } = query;
  const api = guessOf(query);
  const [name] = api.candidates;
  const base = { authority, device: NO_DEVICE, scheme, api };
  // What only a request at run time shows is not asked for: its content type is the default one.
  const unseen = { referer: null, contentType: 'application/json', query: null };
  const head = { method: 'GET', hosts: [authority], writtenPort, ...unseen };
  return [
    ...judge('tunnel', { ...base, sni: undefined }, policy, name).violations,
    ...judge('request', { ...base, ...head }, policy, name).violations,
  ].map(({ rule, effect, message, fix, source }) => ({ rule, effect, message, fix, source }));
};

/** A URL alone does not tell which of the three it is called with. */
const guessOf = ({ impliedApi }: Query): ApiGuess =>
  impliedApi === null
    ? { candidates: ['request', 'uploadFile', 'downloadFile'], sure: 'unknown' }
    : { candidates: [impliedApi], sure: 'certain' };

/** Images, audio and video of a page are bound to no domain list (S0:103), but the gate cannot tell them from calls. */
const mildOnPages = (complaint: Complaint, place: Literal['place']): Complaint =>
  place === 'page' ? { ...complaint, effect: 'warn' } : complaint;

/** An address of the local network is allowed to phones in it (S0:104), which a source cannot know. */
const withNetwork = (complaint: Complaint, { authority }: Query): Complaint =>
  complaint.rule === 'no-ip-literal' && rangeOf(authority.hostname) === 'private'
    ? { ...complaint, message: `${complaint.message} Only phones in its own network reach it.` }
    : complaint;

const serverApi = ({ authority, scheme }: Query, { policy }: Basis): Complaint | undefined => {
  const { hostname } = authority;
  if (!SERVER_APIS.has(hostname) || isListed(hostname, listsFor(scheme), policy)) return undefined;
  return complain('forbidden-domain', `${hostname} must not be called from a mini program.`, policy)[0];
};

/** Without a list nobody knows whether the host is listed with its port, nor, without a platform, whether that matters. */
const bare443 = ({ authority, writtenPort }: Query, { policy, isPlatformKnown }: Basis): readonly Complaint[] => {
  const { portInUrl, name } = policy.profile;
  if (writtenPort !== 443 || (isPlatformKnown && portInUrl.value === 'any')) return [];
  const where = isPlatformKnown ? `on ${name}` : 'on some platforms (S1:20, S3:33)';
  const message = `${authority.hostname}:443 fails ${where} if the host is listed without a port.`;
  return complain('port-explicit-443', message, policy).map((one) =>
    isPlatformKnown ? one : { ...one, effect: 'warn' as const },
  );
};
