/** Where a rule stands in the table of rules, for links of the same page. */
export const ruleAnchor = (rule: string): string => `rule-${rule}`;
