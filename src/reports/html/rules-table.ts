import type { Report, RuleRow } from '../../events/report.ts';
import type { State } from '../../model/verdict.ts';
import { ruleHelp } from '../rule-help.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { ruleAnchor } from './rule-anchor.ts';

const labels = {
  fail: '✗ fail',
  warn: '! warn',
  'not-checkable': '? not checkable',
  pass: '✓ pass',
  'not-seen': '– not seen',
} as const satisfies { readonly [S in State]: string };

const order: readonly State[] = ['fail', 'warn', 'not-checkable', 'pass', 'not-seen'];

const number = (count: number): Markup => markup`<td class="n">${count === 0 ? '·' : String(count)}</td>`;

const exampleOf = ({ example, state, reason }: RuleRow): Markup => {
  if (!example)
    return state === 'not-checkable' && reason !== null ? markup`<div class="soft">${reason}</div>` : nothing;
  const where = example.flow === null ? 'in the app file' : `flow ${example.flow}`;
  return markup`<div>${example.message} <span class="soft">(${where})</span></div><div class="soft">${example.fix}</div>`;
};

/** What the page about the rule says, at hand. */
const helpOf = ({ rule }: RuleRow): Markup => {
  const help = ruleHelp(rule);
  if (!help) return nothing;
  const { why, shows, fix, docs } = help;
  return markup`<details class="soft"><summary>why, and how to mend it</summary><div>Source: ${why}</div><div>The client shows: <code>${shows}</code></div><div>${fix}</div><div>More: <code>${docs}</code></div></details>`;
};

const rowOf = (row: RuleRow): Markup =>
  markup`<tr id="${ruleAnchor(row.rule)}"><td class="state ${row.state}">${labels[row.state]}</td><td><code class="rule">${row.rule}</code> <span class="soft">${row.title}</span>${exampleOf(row)}${helpOf(row)}</td>${number(row.passed)}${number(row.failed)}${number(row.warned)}${number(row.notCheckable)}</tr>`;

/** Every rule and how it stands, failures first. */
export const rulesTable = ({ rules }: Report): Markup => {
  const rows = [...rules].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return markup`<h2>Rules</h2><p class="soft">The numbers are flows. What was not seen is no pass.</p><div class="sheet"><table><thead><tr><th>state</th><th>rule</th><th class="n">pass</th><th class="n">fail</th><th class="n">warn</th><th class="n">not<br>checkable</th></tr></thead><tbody>${rows.map(rowOf)}</tbody></table></div>`;
};
