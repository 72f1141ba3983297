import { isBuilt } from './build.js';

// Where the build failed there is no gate to end.
if (isBuilt()) {
  const [{ end }, { runStep }] = await Promise.all([
    import('../dist/cli/action/end.js'),
    import('../dist/cli/action/run-step.js'),
  ]);
  await runStep(() => end(process.env));
}
