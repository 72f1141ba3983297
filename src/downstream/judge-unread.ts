import type { TunnelOf } from '../exchange/tunnel-flow.ts';
import type { TunnelFacts } from '../model/facts.ts';
import type { Verdict } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import { UNREAD } from '../rules/unsure-apis.ts';

/** All that the rules say of a tunnel if nothing in it is decrypted; `sni`: what its client's first message shows. */
export const judgeUnread = ({ authority, device, policy, api }: TunnelOf, sni: TunnelFacts['sni']): Verdict =>
  judge('tunnel', { authority, device, scheme: null, api: UNREAD, sni }, policy, api);
