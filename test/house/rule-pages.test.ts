import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { quotes } from './quotes.ts';
import { rulePage } from './rule-page.ts';
import { filesUnder, read, root } from './source.ts';

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

  it('is linked from both READMEs', () => {
    for (const file of ['README.md', 'README.zh-CN.md']) {
      const text = read(file);
      expect(rules.filter(({ id }) => !text.includes(`[\`${id}\`](${fileOf(id)})`)).map(({ id }) => id)).toEqual([]);
    }
  });
});
