import type { Flow } from '../../events/flows.ts';
import { redact } from '../../events/redact.ts';
import type { Terminal } from '../../model/event.ts';
import type { FlowSample } from '../flow-sample.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { spanText } from './timeline.ts';

interface Result {
  readonly text: string;
  readonly colour: string;
  readonly more: string;
}

const resultOf = (end: Terminal): Result => {
  switch (end.type) {
    case 'flow.completed':
      return end.spliced === null
        ? { text: String(end.status), colour: end.status >= 400 ? 'warn' : 'pass', more: '' }
        : { text: 'unread', colour: 'not-checkable', more: end.spliced };
    case 'flow.refused':
      return { text: 'refused', colour: 'fail', more: `${end.cause.rule}: ${end.cause.message}` };
    case 'flow.failed':
      return { text: end.code, colour: 'fail', more: end.message };
    case 'flow.aborted':
      return { text: `aborted by the ${end.by}`, colour: 'not-seen', more: '' };
  }
};

/** What was let go on. */
const warningsOf = ({ judged, end }: Flow): Markup => {
  const cause = end?.type === 'flow.refused' ? end.cause.rule : null;
  const found = judged.flatMap(({ violations }) => violations).filter(({ rule }) => rule !== cause);
  const once = [...new Map(found.map((violation) => [violation.rule, violation])).values()];
  return once.length === 0
    ? nothing
    : markup`${once.map(({ rule, message, effect }) => markup`<div class="${effect === 'error' ? 'fail' : 'warn'}">${rule}: ${message}</div>`)}`;
};

/** Whole seconds are enough to a reader, and the zone is said. */
const clock = (at: number): string => `${new Date(at).toISOString().slice(11, 23)}`;

const rowOf = (flow: Flow): Markup => {
  const { began, end } = flow;
  if (!end) return nothing;
  const { text, colour, more } = resultOf(end);
  const who = `${began.device}, ${began.appid ?? 'no app'}`;
  const reason = more === '' ? nothing : markup`<div class="${colour}">${more}</div>`;
  return markup`<tr><td class="mono">${clock(began.at)}</td><td class="url"><b>${began.method}</b> ${redact(began.url)}<div class="soft">${who}, ${began.api}</div>${reason}${warningsOf(flow)}</td><td class="state ${colour}" data-label="result">${text}</td><td class="n" data-label="took">${spanText(end.durationMs)}</td></tr>`;
};

/** Some flows one by one; what is left out is said. */
export const flowsTable = ({ flows, leftOut }: FlowSample): Markup => {
  if (flows.length === 0) return nothing;
  const capped =
    leftOut > 0
      ? markup`<p class="soft">The first ${flows.length} flows, those with findings before all; ${leftOut} more are not shown. HAR has every one.</p>`
      : nothing;
  return markup`<h2>Flows</h2>${capped}<div class="sheet"><table class="stack"><thead><tr><th>began (UTC)</th><th>request</th><th>result</th><th class="n">took</th></tr></thead><tbody>${flows.map(rowOf)}</tbody></table></div>`;
};
