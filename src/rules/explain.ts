import type { Api, ApiGuess } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { State, Verdict, Violation } from '../model/verdict.ts';
import { rules } from './index.ts';
import { judge } from './judge.ts';
import { NO_DEVICE } from './no-device.ts';
import { parseQuery, type Query } from './parse-query.ts';
import { queryOf } from './query-of.ts';

/** A call that a mini program might make. */
export interface Call {
  readonly url: string;
  /** Left out: the one that the scheme implies, else `request`. */
  readonly api?: Api;
  /** Left out: POST for uploadFile, else GET. */
  readonly method?: string;
  /** Left out: not known, so that no address is on its LAN. */
  readonly device?: string;
}

export interface RuleState {
  readonly rule: string;
  readonly state: State;
  /** What was seen amiss; null: nothing. */
  readonly message: string | null;
}

export interface Explanation {
  readonly outcome: 'pass' | 'fail';
  readonly cause: Violation | null;
  /** Every rule of the table, in its order; those of a connection that was not made are `not-seen`. */
  readonly verdicts: readonly RuleState[];
}

const NOT_ASKED: Verdict = { outcome: 'pass', violations: [], passed: [] };

/** What the rules say of a call, with no traffic. Pure. null: the URL is none that an API could be called with. */
export const explain = (call: Call, policy: Policy): Explanation | null => {
  const query = parseQuery(call.url);
  if (!query) return null;
  const wire = [judgeTunnel(call, query, policy), judgeRequest(call, query, policy)];
  const cause = wire.flatMap((verdict) => (verdict.outcome === 'block' ? [verdict.cause] : []))[0] ?? null;
  const said = [...wire, policy.configVerdict];
  const verdicts = rules.map(({ id }) => ({ rule: id, ...stateOf(id, said) }));
  return { outcome: cause ? 'fail' : 'pass', cause, verdicts };
};

const guessOf = ({ api }: Call, { impliedApi }: Query): ApiGuess => {
  const known = api ?? impliedApi;
  return { candidates: [known ?? 'request'], sure: known === null ? 'likely' : 'certain' };
};

const judgeTunnel = (call: Call, query: Query, policy: Policy): Verdict => {
  const api = guessOf(call, query);
  const { authority, scheme } = query;
  const device = call.device ?? NO_DEVICE;
  return judge('tunnel', { authority, device, scheme, api, sni: undefined }, policy, api.candidates[0]);
};

/** Plain sockets have no request. */
const judgeRequest = (call: Call, asked: Query, policy: Policy): Verdict => {
  const api = guessOf(call, asked);
  const [name] = api.candidates;
  if (name === 'udp' || name === 'tcp') return NOT_ASKED;
  const { authority, scheme, writtenPort } = asked;
  const method = call.method ?? (name === 'uploadFile' ? 'POST' : 'GET');
  const device = call.device ?? NO_DEVICE;
  // As the client sends what the code does not set.
  const contentType = name === 'request' ? 'application/json' : null;
  const query = queryOf(call.url);
  const head = { method, hosts: [authority], writtenPort, referer: null, contentType, query };
  return judge('request', { authority, device, scheme, api, ...head }, policy, name);
};

/** The gravest answer of a rule over all stages. */
const stateOf = (rule: string, said: readonly Verdict[]): Omit<RuleState, 'rule'> => {
  const violations = said.flatMap((verdict) => verdict.violations.filter((one) => one.rule === rule));
  const error = violations.find(({ effect }) => effect === 'error');
  if (error) return { state: 'fail', message: error.message };
  const [warning] = violations;
  if (warning) return { state: 'warn', message: warning.message };
  return { state: said.some(({ passed }) => passed.includes(rule)) ? 'pass' : 'not-seen', message: null };
};
