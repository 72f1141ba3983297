/** The public JSON schema of HAR 1.2. */
import { createRequire } from 'node:module';
import { Ajv, type ErrorObject } from 'ajv';

const load = createRequire(import.meta.url);
const schemas: Readonly<Record<string, object>> = load('har-schema');

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addMetaSchema(load('ajv/dist/refs/json-schema-draft-06.json'));
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
ajv.addFormat('uri', (text: string) => URL.canParse(text));
for (const format of ['ipv4', 'ipv6']) ajv.addFormat(format, true);
for (const schema of Object.values(schemas)) ajv.addSchema(schema);

/** What the schema objects to; none: it is HAR. */
export const harFaults = (har: unknown): readonly ErrorObject[] => {
  ajv.validate('har.json#', har);
  return ajv.errors ?? [];
};
