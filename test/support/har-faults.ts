import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const schemas: Readonly<Record<string, object>> = createRequire(import.meta.url)('har-schema');

/** The errors of the public schema; none: it is HAR. */
export const harFaults = (har: unknown): unknown => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addMetaSchema(createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-06.json'));
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  for (const format of ['ipv4', 'ipv6']) ajv.addFormat(format, true);
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  ajv.validate('har.json#', har);
  return ajv.errors ?? [];
};
