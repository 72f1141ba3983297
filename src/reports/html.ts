import type { Report } from '../events/report.ts';
import type { SessionApp } from '../model/event.ts';
import { againstTable } from './html/against-table.ts';
import { findingsTable } from './html/findings-table.ts';
import { flowsTable } from './html/flows-table.ts';
import { type Markup, markup, nothing } from './html/markup.ts';
import { rulesTable } from './html/rules-table.ts';
import { style } from './html/style.ts';
import { timeline } from './html/timeline.ts';
import type { Material } from './material.ts';
import { version } from './version.ts';

/** No violation in no traffic is not called a pass. */
const verdictOf = ({ verdict, flows }: Report): { readonly text: string; readonly colour: string } => {
  if (verdict === 'fail') return { text: 'FAIL', colour: 'fail' };
  return flows.seen > 0 ? { text: 'PASS', colour: 'pass' } : { text: 'NOTHING SEEN', colour: 'not-seen' };
};

const time = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const spanOf = ({ span }: Material): string => (span ? `${time(span.from)} to ${time(span.to)}` : 'no traffic');

const appText = ({ name, appid, profile, version: channel, skipVerification }: SessionApp): Markup =>
  markup`<div class="soft"><b>${name}</b> ${appid}, profile ${profile}, version ${channel}${skipVerification ? ', skipVerification on' : ''}</div>`;

const cardsOf = ({ flows }: Report): Markup => {
  const { seen, completed, refused, failed, aborted, open } = flows;
  const cards = Object.entries({ flows: seen, completed, refused, failed, aborted, open });
  return markup`<ul class="cards">${cards.map(([label, count]) => markup`<li><b>${count}</b>${label}</li>`)}</ul>`;
};

const notesOf = ({ skipped, flows }: Report): readonly Markup[] => [
  skipped > 0
    ? markup`<p class="note">skipVerification was on: without it ${skipped} of these flows would have failed on a real device.</p>`
    : nothing,
  flows.lost > 0
    ? markup`<p class="note">${flows.lost} flows could not be followed to their end, and are not in the tables.</p>`
    : nothing,
];

/** One page with nothing beside it: no script, no font, no picture; every text of the session is escaped. */
export const html = (material: Material): string => {
  const { report, apps, slots, sample } = material;
  const { text, colour } = verdictOf(report);
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>mpgate: ${text}</title><style>${{ html: style }}</style></head>
<body><main>
<div class="head"><div><h1>Network rules of a mini program</h1><div class="soft">${spanOf(material)}</div>${apps.map(appText)}</div><span class="verdict ${colour}">${text}</span></div>
${cardsOf(report)}${notesOf(report)}
${againstTable(material)}
${findingsTable(report)}
${rulesTable(report)}
${timeline(slots)}
${flowsTable(sample)}
<footer>mpgate ${version}. Values of query keys that sound like secrets are hidden.</footer>
</main></body></html>
`.html;
};
