import { nowText, releaseText } from '../../events/finding-lines.ts';
import type { FindingRow, Report } from '../../events/report.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { ruleAnchor } from './rule-anchor.ts';

const rowOf = (row: FindingRow): Markup => {
  const grave = row.release.outcome === 'fails' ? 'fail' : 'warn';
  const where = [
    row.appid ?? 'no app',
    row.api,
    `version ${row.version ?? 'unknown'}`,
    ...(row.server === null ? [] : [row.server]),
  ].join(', ');
  return markup`<tr><td><a href="#${ruleAnchor(row.rule)}"><code class="rule">${row.rule}</code></a><div class="soft">${where}</div></td><td class="n" data-label="flows">${row.flows}</td><td data-label="now">${nowText(row)}</td><td class="${grave}" data-label="in the release build">${releaseText(row)}</td><td>${row.message}<div class="soft">${row.fix}</div></td></tr>`;
};

/** The headline: what the client met now beside what the release build will. */
export const findingsTable = ({ findings, findingsLost }: Report): Markup => {
  if (findings.length === 0) return nothing;
  const lost =
    findingsLost > 0 ? markup`<p class="soft">${findingsLost} findings of further kinds are not shown.</p>` : nothing;
  return markup`<h2>Now, and in the release build</h2><p class="soft">What the client met in this session, and what its users will meet.</p><div class="sheet"><table class="stack"><thead><tr><th>finding</th><th class="n">flows</th><th>now</th><th>in the release build</th><th>first seen</th></tr></thead><tbody>${findings.map(rowOf)}</tbody></table></div>${lost}`;
};
