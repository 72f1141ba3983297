import type { Material } from './material.ts';

/** The report as one JSON object; docs/report.schema.json describes it. */
export const json = ({ report }: Pick<Material, 'report'>): string => `${JSON.stringify(report, null, 2)}\n`;
