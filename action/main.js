import { build, isBuilt, program } from './build.js';

try {
  if (!isBuilt()) build();
} catch (error) {
  process.stdout.write(`::error title=mpgate::${error.message}\n`);
  process.exit(3);
}
const [{ begin }, { runStep }] = await Promise.all([
  import('../dist/cli/action/begin.js'),
  import('../dist/cli/action/run-step.js'),
]);
await runStep(() => begin(process.env, program));
