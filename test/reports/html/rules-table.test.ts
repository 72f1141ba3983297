import { expect, it } from 'vitest';
import { rulesTable } from '../../../src/reports/html/rules-table.ts';
import { rules } from '../../../src/rules/index.ts';
import { material } from '../made.ts';

it('has every rule, failures first and what was not seen last', () => {
  const { html } = rulesTable(material().report);
  const shown = [...html.matchAll(/<td class="state ([\w-]+)">[^<]*<\/td><td><code class="rule">([\w-]+)</g)];
  expect(shown).toHaveLength(rules.length);
  expect(shown[0]?.slice(1)).toEqual(['fail', 'domain-allowlist']);
  expect(shown[1]?.slice(1)).toEqual(['warn', 'port-exact']);
  expect(shown.at(-1)?.[1]).toBe('not-seen');
});
