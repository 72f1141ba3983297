import { expect, it } from 'vitest';
import { ruleHelp } from '../../src/reports/rule-help.ts';
import { rules } from '../../src/rules/index.ts';

it('says of each rule what, why, what the client shows and how to mend it', () => {
  for (const { id, title, source } of rules) {
    const help = ruleHelp(id);
    expect(help).toMatchObject({ what: title, why: source.join(', '), docs: `docs/rules/${id}.md` });
    expect(JSON.stringify(help)).not.toMatch(/\{api\}|\{console\}|undefined/);
  }
  expect(ruleHelp('domain-allowlist')?.shows).toBe('<api>:fail url not in domain list (errno 600002)');
});

it('of a rule that is none, nothing', () => {
  expect(ruleHelp('gone')).toBeNull();
});
