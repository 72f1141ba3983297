import type { LintFinding } from '../lint/lint-finding.ts';
import { rules } from '../rules/index.ts';
import type { Linted } from './config-lint.ts';

/** A report as SARIF 2.1.0 (OASIS), with the files' names from the project's folder, `PROJECT`. */
export const lintSarif = ({ findings, notChecked, leftOut }: Linted, version: string) => {
  const ids = [...new Set(findings.map(({ rule }) => rule))];
  const notes = [
    ...notChecked.map(({ rules: those, reason }) => `not checked: ${those.join(', ')}: ${reason}`),
    ...leftOut.map(({ file, reason }) => `left out: ${file}: ${reason}`),
  ];
  const invocation = {
    executionSuccessful: true,
    toolExecutionNotifications: notes.map((text) => ({ level: 'note', message: { text } })),
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'mpgate', version, rules: ids.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { PROJECT: { description: { text: 'The folder of the mini program.' } } },
        invocations: [invocation],
        results: findings.map((finding) => result(finding, ids.indexOf(finding.rule))),
      },
    ],
  };
};

const descriptor = (id: string) => {
  const rule = rules.find((one) => one.id === id);
  return {
    id,
    shortDescription: { text: rule?.title ?? id },
    defaultConfiguration: { level: rule?.effect === 'error' ? 'error' : 'warning' },
  };
};

const result = ({ rule, effect, file, line, column, message, fix, source }: LintFinding, ruleIndex: number) => ({
  ruleId: rule,
  ruleIndex,
  level: effect === 'error' ? 'error' : 'warning',
  message: { text: `${message.replace(/\.?$/, '.')} ${fix} (${source})` },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'PROJECT' },
        region: { startLine: line, startColumn: column },
      },
    },
  ],
});
