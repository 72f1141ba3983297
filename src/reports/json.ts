import type { Material } from './material.ts';

/** The report as one JSON object; docs/report.schema.json describes it. */
export const json = ({ report, against }: Pick<Material, 'report' | 'against'>): string =>
  `${JSON.stringify(against ? { ...report, against } : report, null, 2)}\n`;
