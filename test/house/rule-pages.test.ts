import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reportTable } from '../../src/events/table.ts';
import { html } from '../../src/reports/html.ts';
import { json } from '../../src/reports/json.ts';
import { junit } from '../../src/reports/junit.ts';
import { sarif } from '../../src/reports/sarif.ts';
import { rules } from '../../src/rules/index.ts';
import { refusalBody } from '../../src/rules/refusal-body.ts';
import { openWindow } from '../admin/window.ts';
import { began, refused, violation } from '../events/made.ts';
import { material } from '../reports/made.ts';
import { quotes } from './quotes.ts';
import { rulePage } from './rule-page.ts';
import { filesUnder, read, root } from './source.ts';

const desk = await openWindow();
afterAll(() => desk.admin.close());

/** A session in which every rule was broken. */
const linked = rules.map(({ id }) => violation(id));
const broken = material(
  null,
  linked.flatMap((cause) => [began(cause.rule), refused(cause.rule, cause)]),
);
const reports = {
  text: reportTable(broken.report, { columns: 100, colour: false }),
  json: json(broken),
  junit: junit(broken),
  sarif: sarif(broken),
  html: html(broken),
};

const isUpdate = process.env.UPDATE === '1';
const fileOf = (id: string): string => `docs/rules/${id}.md`;

if (isUpdate) {
  rmSync(join(root, 'docs/rules'), { recursive: true, force: true });
  mkdirSync(join(root, 'docs/rules'));
  for (const rule of rules) writeFileSync(join(root, fileOf(rule.id)), rulePage(rule));
}

describe('a page for each rule (UPDATE=1 writes them)', () => {
  it('is there, and none is left of a rule that is gone', () => {
    expect(filesUnder('docs/rules').map((path) => basename(path, '.md'))).toEqual(rules.map(({ id }) => id).sort());
  });

  it.each([...rules])('$id says what the table says', (rule) => {
    expect(read(fileOf(rule.id))).toBe(rulePage(rule));
  });

  it.each([...rules])('$id names its sources, its error and the way out', ({ id, source, errMsg, guard }) => {
    const page = read(fileOf(id));
    for (const line of source) expect(page).toContain(`\`${line}\``);
    if (!errMsg.endsWith(':ok')) expect(page).toContain(errMsg.replace('{api}', '<api>'));
    expect(page).toContain(guard ? 'no setting weakens it' : `"${id}": "off"`);
    expect(page).not.toMatch(/undefined|\[object|\{console\}/);
  });

  it('quotes lines that a rule or a profile cites, and no others', () => {
    const cited = filesUnder('src')
      .filter((path) => /^src\/(rules|profiles)\//.test(path))
      .flatMap((path) => read(path).match(/S[0-4]:\d+/g) ?? []);
    expect(Object.keys(quotes).filter((line) => !cited.includes(line))).toEqual([]);
  });

  it.each([...rules])('$id is linked from every refusal, every report and the admin port', async ({ id }) => {
    const [cause] = linked.filter(({ rule }) => rule === id);
    if (!cause) throw new Error(`there is no violation of ${id}`);
    expect(refusalBody(cause).docs).toBe(fileOf(id));
    for (const [form, text] of Object.entries(reports)) expect([form, text.includes(fileOf(id))]).toEqual([form, true]);
    const page = await desk.get(`/rules/${id}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/markdown; charset=utf-8']);
    expect(await page.text()).toBe(read(fileOf(id)));
  });

  it('is linked from both READMEs', () => {
    for (const file of ['README.md', 'README.zh-CN.md']) {
      const text = read(file);
      expect(rules.filter(({ id }) => !text.includes(`[\`${id}\`](${fileOf(id)})`)).map(({ id }) => id)).toEqual([]);
    }
  });
});
