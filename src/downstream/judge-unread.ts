import type { TunnelOf } from '../exchange/tunnel-flow.ts';
import type { Verdict } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import { UNREAD } from '../rules/unsure-apis.ts';

/** What the rules said of a tunnel when it was asked for: the only answer that they will give if nothing in it is read. */
export const judgeUnread = ({ authority, device, policy, api }: TunnelOf): Verdict =>
  judge('tunnel', { authority, device, scheme: null, api: UNREAD, sni: undefined }, policy, api);
