/** The page about a rule: a path in mpgate's own folder, which `GET /rules/<id>` of the admin port serves too. */
export const docsOf = (rule: string): string => `docs/rules/${rule}.md`;
