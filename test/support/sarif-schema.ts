/** The public JSON schema of SARIF 2.1.0 (OASIS), as SchemaStore has it. */
import { createRequire } from 'node:module';
import type { ErrorObject } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';

const load = createRequire(import.meta.url);

// Its patterns are of before the `u` flag.
const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
ajv.addFormat('uri', (text: string) => URL.canParse(text));
// A space or a `#` of a file's name that was not escaped would lead elsewhere.
ajv.addFormat('uri-reference', /^[\w.~!$&'()*+,;=:@/?%[\]-]*(#[\w.~!$&'()*+,;=:@/?%-]*)?$/);

const isSarif = ajv.compile(load('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));

/** What the schema objects to in a log; none: it is SARIF. */
export const sarifFaults = (log: unknown): readonly ErrorObject[] => {
  isSarif(log);
  return isSarif.errors ?? [];
};
