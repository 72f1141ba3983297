import { releaseText } from '../../events/finding-lines.ts';
import type { FindingRow } from '../../events/report.ts';
import type { AgainstEntry, AgainstRequest } from '../against/against.ts';
import { headline } from '../against/headline.ts';
import { newFirst } from '../against/new-first.ts';
import type { Material } from '../material.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { ruleAnchor } from './rule-anchor.ts';

/** Requests that are shown; JSON has more. */
const mostShown = 200;

const shows = ({ errMsg, errno }: AgainstRequest): string => (errno === null ? errMsg : `${errMsg} (errno ${errno})`);

const rowOf = (request: AgainstRequest): Markup => {
  const { at, method, url, api, appid, device, rule, source, message, fix, recorded } = request;
  const also = recorded === 'failed' ? '; by the session’s own platform it fails too' : '';
  return markup`<tr><td class="mono">${new Date(at).toISOString().slice(11, 23)}</td><td class="url"><b>${method}</b> ${url}<div class="soft">${device}, ${appid}, ${api}${also}</div></td><td><a href="#${ruleAnchor(rule)}"><code class="rule">${rule}</code></a> <span class="soft">${source}</span><div>${message}</div><div class="soft">${fix}</div></td><td class="fail" data-label="the client shows">${shows(request)}</td></tr>`;
};

const serverOf = (row: FindingRow): Markup =>
  markup`<p class="note"><code class="rule">${row.rule}</code> ${row.server ?? ''} for ${row.appid ?? ''} ×${row.flows}: ${row.message} A request there ${releaseText(row)}. <span class="soft">${row.fix}</span></p>`;

const entryOf = ({ appid, list, rule, source, message, fix }: AgainstEntry): Markup =>
  markup`<p class="note"><code class="rule">${rule}</code> (${source}), ${list} of ${appid}: ${message} <span class="soft">${fix}</span></p>`;

/** What another platform would make of the session, where that was asked for. */
export const againstTable = ({ against, report, apps }: Material): Markup => {
  if (!against) return nothing;
  const { requests, requestsLost, servers, entries, rules, profile } = against;
  const shown = newFirst(requests).slice(0, mostShown);
  const more = requests.length + requestsLost - shown.length;
  const table =
    shown.length === 0
      ? nothing
      : markup`<div class="sheet"><table class="stack"><thead><tr><th>began (UTC)</th><th>request</th><th>rule</th><th>the client shows</th></tr></thead><tbody>${shown.map(rowOf)}</tbody></table></div>`;
  const lost = more > 0 ? markup`<p class="soft">${more} more are not shown.</p>` : nothing;
  const open = rules.flatMap(({ rule, notCheckable, reason }) =>
    notCheckable > 0 ? [`${rule} (${reason ?? 'not recorded'})`] : [],
  );
  const unchecked =
    open.length > 0 ? markup`<p class="soft">Not checkable for ${profile}: ${open.join(', ')}.</p>` : nothing;
  return markup`<h2>Against ${profile}</h2><p>${headline(against, report, apps)}.</p>${table}${lost}${servers.map(serverOf)}${entries.map(entryOf)}${unchecked}`;
};
