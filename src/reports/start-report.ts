import { json } from './json.ts';
import { gatherMaterial, type Material } from './material.ts';
import type { Source } from './source.ts';

/** Forms that are made from the whole session at its end. */
const makers = { json } as const satisfies { readonly [form: string]: (material: Material) => string };

export type Form = keyof typeof makers;

/** Listens from now on; the call writes the report of all that was heard. */
export const startReport = (form: Form, source: Source, write: (text: string) => void): (() => void) => {
  const material = gatherMaterial(source);
  return () => write(makers[form](material()));
};
