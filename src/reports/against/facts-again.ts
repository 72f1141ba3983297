import type { FlowBegan } from '../../model/event.ts';
import type { Api, ApiGuess, Authority, RequestFacts, Scheme, TunnelFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { apis } from '../../rules/apis.ts';
import { parseHost } from '../../rules/hosts.ts';
import { narrowApi } from '../../rules/narrow-api.ts';
import { FETCH, UNREAD } from '../../rules/unsure-apis.ts';

const schemes: readonly Scheme[] = ['https', 'wss', 'http', 'ws'];

/** What of a flow's facts the session file has. */
interface Known {
  readonly authority: Authority;
  readonly api: ApiGuess;
  /** null: a tunnel of which nothing was read. */
  readonly scheme: Scheme | null;
  readonly writtenPort: number | null;
}

const guessOf = ({ kind, sure, host }: FlowBegan, api: Api, policy: Policy): ApiGuess => {
  if (sure !== 'unknown') return { candidates: [api], sure };
  return kind === 'tunnel' ? UNREAD : narrowApi(FETCH, host, policy);
};

const known = (began: FlowBegan, policy: Policy): Known | null => {
  const host = parseHost(began.host);
  const api = apis.find((name) => name === began.api);
  if (!host || !api) return null;
  const [, written, port] = /^([a-z]+):\/\/(?:\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/.exec(began.url) ?? [];
  const plain = began.kind === 'tunnel' && (api === 'udp' || api === 'tcp') ? api : null;
  return {
    authority: { ...host, port: began.port },
    api: guessOf(began, api, policy),
    scheme: plain ?? schemes.find((name) => name === written) ?? null,
    writtenPort: port === undefined ? null : Number(port),
  };
};

/** The facts of the tunnel stage, all but the SNI; null: what the file has makes none. */
export const tunnelAgain = (began: FlowBegan, policy: Policy): TunnelFacts | null => {
  const found = known(began, policy);
  if (!found) return null;
  const { authority, scheme, api } = found;
  return { authority, device: began.device, scheme, api, sni: undefined };
};

/** Of the request stage host, port, API and method; null: there was no request. */
export const requestAgain = (began: FlowBegan, policy: Policy): RequestFacts | null => {
  const found = began.kind === 'tunnel' ? null : known(began, policy);
  if (!found || found.scheme === null) return null;
  const { authority, scheme, api, writtenPort } = found;
  const head = { method: began.method, hosts: [authority], writtenPort, referer: null, contentType: null, query: null };
  return { authority, device: began.device, scheme, api, ...head };
};
