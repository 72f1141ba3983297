/** The JDK's HttpClient as a client of the gate. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { folder } from './folder.ts';
import { run } from './run.ts';
import type { World } from './world.ts';

const source = join(import.meta.dirname, '..', 'clients', 'JavaClient.java');

/** A truststore that holds the gate's CA alone. */
const truststore = async ({ caFile }: World): Promise<string> => {
  const store = join(await folder({}), 'trust.p12');
  const kept = ['-keystore', store, '-storetype', 'PKCS12', '-storepass', 'changeit'];
  const { code, stdout } = await run('keytool', [
    '-importcert',
    '-noprompt',
    '-alias',
    'mpgate',
    '-file',
    caFile,
    ...kept,
  ]);
  expect([code, stdout]).toEqual([0, '']);
  return store;
};

/** What the client says of each call. `properties`: `-Dname=value`, for its machine. */
export const java = async (
  world: World,
  calls: readonly (readonly string[])[],
  ...properties: readonly string[]
): Promise<readonly string[]> => {
  const trust = [
    `-Djavax.net.ssl.trustStore=${await truststore(world)}`,
    '-Djavax.net.ssl.trustStorePassword=changeit',
  ];
  const args = [...trust, ...properties, source, String(world.port), ...calls.flat()];
  const { code, stdout, stderr } = await run('java', args);
  expect([code, stderr]).toEqual([0, '']);
  return stdout.trimEnd().split('\n');
};
