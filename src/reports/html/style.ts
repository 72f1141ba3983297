/** Light and dark by the reader's setting; on paper always light. */
export const style = `
:root { color-scheme: light dark; --ink: #1c2128; --soft: #59636e; --page: #f6f7f9; --card: #fff; --line: #d9dee4;
  --pass: #1a7f45; --fail: #c62f2f; --warn: #9a6300; --dim: #6b7480; --accent: #2f6fd0; --wait: #d98a1f; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e8ee; --soft: #9aa5b1; --page: #14171c; --card: #1c2128; --line: #333b45;
    --pass: #4cc27e; --fail: #ff7b72; --warn: #e3b341; --dim: #8b949e; --accent: #6ea8ff; --wait: #e0a347; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px 48px; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 1120px; margin: 0 auto; }
h1 { font-size: 22px; margin: 0 0 2px; } h2 { font-size: 17px; margin: 32px 0 4px; } p { margin: 4px 0 10px; }
.soft { color: var(--soft); } code, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 13px; }
.head { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; justify-content: space-between; }
.verdict { font-weight: 700; padding: 4px 14px; border-radius: 6px; border: 2px solid; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(104px, 1fr)); gap: 8px; margin: 16px 0 0; padding: 0; list-style: none; }
.cards li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; }
.cards b { display: block; font-size: 20px; font-variant-numeric: tabular-nums; }
.note { border-left: 4px solid var(--warn); background: var(--card); padding: 8px 12px; margin: 12px 0; }
.sheet { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin-top: 8px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 7px 12px; border-top: 1px solid var(--line); }
thead th { border-top: 0; font-size: 13px; color: var(--soft); font-weight: 600; white-space: nowrap; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td .soft { font-size: 13px; } .url { overflow-wrap: anywhere; min-width: 220px; } .rule { white-space: nowrap; }
a { color: inherit; } details { margin-top: 2px; } summary { cursor: pointer; }
.state { font-weight: 600; white-space: nowrap; }
.fail { color: var(--fail); } .warn { color: var(--warn); } .pass { color: var(--pass); } .not-seen, .not-checkable { color: var(--dim); }
.lane { padding: 10px 12px 4px; } .lane + .lane { border-top: 1px solid var(--line); }
.lane-title { display: flex; flex-wrap: wrap; gap: 2px 14px; justify-content: space-between; }
svg { display: block; width: 100%; height: 78px; border-bottom: 1px solid var(--line); }
.axis { display: flex; justify-content: space-between; font-size: 12px; color: var(--soft); }
.running { fill: var(--accent); } .waiting { fill: var(--wait); } .limit { stroke: var(--fail); stroke-dasharray: 5 4; vector-effect: non-scaling-stroke; }
.key { display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin: 0 4px 0 12px; vertical-align: -1px; }
.key.running { background: var(--accent); } .key.waiting { background: var(--wait); }
.key.limit { height: 0; width: 18px; border-top: 2px dashed var(--fail); border-radius: 0; vertical-align: 4px; }
footer { margin-top: 32px; font-size: 13px; color: var(--soft); }
@media (max-width: 640px) { body { padding: 14px 10px 32px; } h1 { font-size: 19px; } th, td { padding: 6px 8px; }
  .stack thead { display: none; } .stack tr { display: block; padding: 6px 0; border-top: 1px solid var(--line); }
  .stack tr:first-child { border-top: 0; } .stack td { display: block; border: 0; padding: 2px 12px; text-align: left; white-space: normal; }
  .stack td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-weight: 400; } }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --page: #fff; --card: #fff; --line: #bbb; --pass: #13602f; --fail: #a51d1d;
    --warn: #7a4e00; --dim: #555; --accent: #2f6fd0; --wait: #d98a1f; }
  @page { margin: 14mm; }
  body { padding: 0; font-size: 10pt; } .sheet { overflow: visible; } th, td { padding: 3px 6px; } .url { min-width: 0; }
  thead { display: table-header-group; } tr, .lane, .cards { break-inside: avoid; } h2 { break-after: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
