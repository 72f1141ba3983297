import { docsOf } from '../rules/docs-of.ts';
import { rules } from '../rules/index.ts';

/** What a report says of a rule besides how it stands. */
export interface RuleHelp {
  readonly what: string;
  /** Documents and lines. */
  readonly why: string;
  /** What the client shows where it is broken. */
  readonly shows: string;
  readonly fix: string;
  /** The page about it. */
  readonly docs: string;
}

const helps: ReadonlyMap<string, RuleHelp> = new Map(
  rules.map(({ id, title, source, errMsg, errno, fix }) => [
    id,
    {
      what: title,
      why: source.join(', '),
      shows: `${errMsg.replace('{api}', '<api>')}${errno === null ? '' : ` (errno ${errno})`}`,
      fix: fix.replace('{console}', 'the console of the platform'),
      docs: docsOf(id),
    },
  ]),
);

/** null: no rule of the table. */
export const ruleHelp = (rule: string): RuleHelp | null => helps.get(rule) ?? null;
