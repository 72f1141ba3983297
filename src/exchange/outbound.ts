import type { RequestFacts } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import { amend } from '../rules/amend.ts';
import { judge } from '../rules/judge.ts';
import type { Outbound } from '../upstream/forward.ts';
import { requestBody } from './body.ts';
import { checkOf } from './body-check.ts';
import type { Flow } from './flow.ts';
import { edited, requestTrailers } from './headers.ts';
import type { Inbound } from './inbound.ts';

/** A request as its server gets it: amended by the rules, its body counted and judged as it passes. */
export const outboundOf = (
  inbound: Inbound,
  facts: RequestFacts,
  policy: Policy,
  flow: Flow,
  pinVerified: boolean,
): Outbound => {
  const { request, inlet, authority, scheme, path, head } = inbound;
  const check = checkOf(head);
  const passing = (chunk: Buffer) => {
    flow.bytesUp += chunk.length;
    check?.take(chunk);
  };
  const passed = () => {
    const found = check?.facts();
    if (found) flow.judged('body', judge('body', found, policy, head.api.candidates[0]));
  };
  return {
    flow: flow.id,
    authority,
    secure: scheme === 'https' || scheme === 'wss',
    readable: scheme === 'http' && head.upgrade === null,
    device: inlet.device,
    policy,
    api: head.api.candidates[0],
    via: inlet.via,
    pinVerified,
    unreached: (stage, verdict) => flow.judged(stage, verdict),
    method: request.method ?? 'GET',
    path,
    headers: amend(facts, policy).reduce<string[]>(edited, head.headers),
    body: head.hasBody ? requestBody(request, passing, passed) : null,
    trailers: () => requestTrailers(request.rawTrailers),
    upgrade: head.upgrade,
  };
};
