import { existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profiles } from '../../src/profiles/index.ts';
import { rules } from '../../src/rules/index.ts';
import { readmes, ruleTable, withTable } from './rule-table.ts';
import { filesUnder, read, root } from './source.ts';

/** `S0:103`, `S0:103-110`, or `public` with what was published. */
const citation = /^(S[0-4]:\d+(-\d+)?|public\b.*)$/;

const ids = rules.map(({ id }) => id);
const ruleFiles = filesUnder('src/rules').filter((path) => /^src\/rules\/.+\//.test(path));
const idOf = (path: string): string => basename(path, '.ts');

describe('the table of rules', () => {
  it('has rules', () => {
    expect(ids.length).toBeGreaterThan(0);
  });

  it('has each id once, in kebab-case', () => {
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('has one file for each rule, named by its id, and no file that is not in the table', () => {
    expect(ids.filter((id) => ruleFiles.filter((path) => idOf(path) === id).length !== 1)).toEqual([]);
    expect(ruleFiles.filter((path) => !ids.includes(idOf(path)))).toEqual([]);
  });

  it('cites its documents: S0:103, or public', () => {
    const odd = rules.flatMap(({ id, source }) =>
      source.filter((one) => !citation.test(one)).map((one) => `${id} ${one}`),
    );
    expect(odd).toEqual([]);
    expect(rules.filter(({ source }) => source.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('says in every row what is held, what the client shows and how to mend it', () => {
    const mute = rules.filter(({ title, fix, errMsg }) => [title, fix, errMsg].some((text) => text.trim() === ''));
    expect(mute.map(({ id }) => id)).toEqual([]);
  });

  it('never lets a rule that guards this machine be skipped or weakened', () => {
    const weak = rules.filter(({ guard, effect, skippable }) => guard && (skippable || effect === 'off'));
    expect(weak.map(({ id }) => id)).toEqual([]);
  });

  it('asks every rule at a stage, or lets it change the request', () => {
    const idle = rules.filter(({ checks, amend }) => Object.keys(checks).length === 0 && !amend);
    expect(idle.map(({ id }) => id)).toEqual([]);
  });

  it.each(Object.entries(readmes))('stands in %s as it is (UPDATE=1 writes it)', (file, headings) => {
    expect(existsSync(join(root, file)), `${file} is missing`).toBe(true);
    const renewed = withTable(read(file), ruleTable(rules, headings));
    expect(renewed, `${file} has no <!-- rules:begin --> and <!-- rules:end -->`).not.toBeNull();
    if (process.env.UPDATE === '1' && renewed !== null) writeFileSync(join(root, file), renewed);
    expect(read(file)).toBe(renewed);
  });
});

describe('the profiles', () => {
  it.each([...profiles.values()])('$name cites every number', (profile) => {
    const knobs = Object.entries(profile).filter(([, knob]) => typeof knob === 'object');
    expect(knobs.length).toBeGreaterThan(0);
    const odd = knobs.filter(([, { source }]) => !citation.test(source));
    expect(odd.map(([name, { source }]) => `${name}: ${source}`)).toEqual([]);
  });
});
