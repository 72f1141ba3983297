import { SarifBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder';
import { rules } from '../rules/index.ts';
import { ruleHelp } from './rule-help.ts';
import { version } from './version.ts';

/** Readers want an absolute URI in `helpUri`, and the pages have none: the help says itself what matters of them. */
const helpOf = (rule: string) => {
  const help = ruleHelp(rule);
  if (!help) return undefined;
  const { what, why, shows, fix, docs } = help;
  return {
    text: `${fix} More: ${docs}`,
    markdown: `${what}.\n\n- Why: ${why}\n- The client shows: \`${shows}\`\n- To mend it: ${fix}\n- More: \`${docs}\``,
  };
};

/** A run of mpgate that knows every rule, and has no result yet. */
export const sarifRun = (): SarifRunBuilder => {
  const run = new SarifRunBuilder({ columnKind: 'utf16CodeUnits' });
  run.initSimple({ toolDriverName: 'mpgate', toolDriverVersion: version });
  for (const { id, title, effect } of rules) {
    const rule = new SarifRuleBuilder({
      help: helpOf(id),
      defaultConfiguration: { level: effect === 'error' ? 'error' : 'warning', enabled: effect !== 'off' },
    });
    rule.initSimple({ ruleId: id, shortDescriptionText: title });
    run.addRule(rule);
  }
  return run;
};

/** SARIF 2.1.0. */
export const builtSarif = (run: SarifRunBuilder): string => {
  const log = new SarifBuilder({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json' });
  log.addRun(run);
  return `${log.buildSarifJsonString({ indent: true })}\n`;
};
