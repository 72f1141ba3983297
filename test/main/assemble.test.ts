import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRoot } from '../../src/ca/root.ts';
import { loadConfig } from '../../src/config/load.ts';
import { OwnPorts } from '../../src/downstream/own-ports.ts';
import { startRecording } from '../../src/events/recording.ts';
import { assemble, type Works } from '../../src/main/assemble.ts';
import { diallingOf } from '../../src/main/dialling-of.ts';
import { folder } from '../support/folder.ts';
import { ECHO_APP, echoFolder } from '../support/started.ts';
import { trustedCa } from '../support/world.ts';

const assembled = async (): Promise<{ readonly works: Works; readonly cwd: string }> => {
  const cwd = await echoFolder({});
  const config = await loadConfig({ file: join(cwd, 'config', 'mpgate.json'), env: {} });
  const recording = await startRecording([], { limit: 10, file: null, format: 'json', colour: false, write: () => {} });
  const ca = await openRoot({ dir: await folder({}) });
  const sockets = diallingOf(config.gate, [trustedCa().cert], new OwnPorts());
  return { works: assemble(config, { ca, recording, sockets, relayPorts: new Set() }), cwd };
};

it('later flows are judged by the apps that are set', async () => {
  const { works, cwd } = await assembled();
  const before = works.doors.apps();
  expect([...before.byId.keys()]).toEqual([ECHO_APP]);
  const config = await loadConfig({ file: join(cwd, 'config', 'mpgate.json'), env: {} });
  works.reload({ ...config, apps: new Map() });
  expect([...works.doors.apps().byId.keys()]).toEqual([]);
  expect([...before.byId.keys()]).toEqual([ECHO_APP]);
  works.close();
});

it('a new session begins on every device', async () => {
  const { works } = await assembled();
  works.pins.add('10.0.0.1', ECHO_APP, 'echo.mpgate.test');
  works.distrust.add('10.0.0.1', 'echo.mpgate.test');
  works.renew();
  expect([works.pins.size(), works.distrust.size()]).toEqual([0, 0]);
  works.close();
});
