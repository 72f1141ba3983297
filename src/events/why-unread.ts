import type { Flow } from './flows.ts';

/** A tunnel that is no request is dialled for nothing else. */
const isPassedOn = ({ began, judged }: Flow): boolean =>
  began.kind === 'tunnel' &&
  judged.some(({ stage, violations }) => stage === 'dial' && violations.every(({ effect }) => effect !== 'error'));

/**
 * Why nobody could read the bytes of a flow, for a reader; null: they were read, or there were none. A client that does not
 * trust the gate's CA shows that it wants to send something, and nothing of that.
 */
export const whyUnread = (flow: Flow): string | null => {
  const { end } = flow;
  if (end?.type === 'flow.completed') return end.spliced;
  if (end?.type === 'flow.failed') return end.code === 'CLIENT_TLS' ? end.message : null;
  return isPassedOn(flow) ? 'the bytes of a tunnel were passed through unread' : null;
};
