import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { run } from '../../support/run.ts';

const dist = pathToFileURL(join(import.meta.dirname, '..', '..', '..', 'dist')).href;

/** Runs a step of this text in a process of its own. */
const step = (body: string) =>
  run(process.execPath, [
    '--input-type=module',
    '-e',
    `import { runStep } from '${dist}/cli/action/run-step.js'; import * as errors from '${dist}/errors.js';
     await runStep(async () => { ${body} });`,
  ]);

it.each([
  ['nothing', '', 0, ''],
  ['wrong usage', 'throw new errors.UsageError("50% of\\nit")', 2, '::error title=mpgate::50%25 of%0Ait\n'],
  ['no start', 'throw new errors.StartError("no")', 3, '::error title=mpgate::no\n'],
  ['a fault', 'null.x', 70, expect.stringMatching(/^::error title=mpgate::internal error: .* \(MPGATE_DEBUG=1 shows/)],
])('%s', async (_, body, code, stdout) => {
  expect(await step(body)).toEqual({ code, stdout, stderr: '' });
});
