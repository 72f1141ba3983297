import { startHar } from './har.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { gatherMaterial, type Material } from './material.ts';
import { sarif } from './sarif.ts';
import type { Source } from './source.ts';

/** Forms that are made from the whole session at its end. */
const makers = { json, junit, sarif: (material: Material) => sarif(material), html } as const satisfies {
  readonly [form: string]: (material: Material) => string;
};

export type Form = keyof typeof makers | 'har';

/** Listens from now on; the call writes the report of all that was heard. */
export const startReport = (form: Form, source: Source, write: (text: string) => void): (() => void) => {
  if (form === 'har') return startHar(source.flows, write);
  const material = gatherMaterial(source);
  return () => write(makers[form](material()));
};
