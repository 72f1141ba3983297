import { expect, it } from 'vitest';
import { parseDocument } from '../../src/config/document.ts';
import { environmentLayer, fileLayer, flagLayer } from '../../src/config/layers.ts';
import { readGate } from '../../src/config/read-gate.ts';

const gate = ({ flags = {}, env = {}, text = '{}' }) =>
  readGate(
    [flagLayer(flags, '/cwd'), environmentLayer(env, '/cwd'), fileLayer(parseDocument('/etc/m.json', text), '/etc')],
    '/etc',
  );

const text = '{ "listen": { "port": 3, "host": "::" }, "block": "cut" }';

it.each([
  ['flag before env', { flags: { listen: { port: 1 } }, env: { MPGATE_LISTEN_PORT: '2' }, text }, 1, 'flag'],
  ['env before file', { env: { MPGATE_LISTEN_PORT: '2' }, text }, 2, 'environment'],
  ['file before default', { text }, 3, 'file'],
  ['default', {}, 8080, 'default'],
])('%s', (_, layers, port, origin) => {
  const { gate: settings, origins, problems } = gate(layers);
  expect(problems).toEqual([]);
  expect(settings.listen.port).toBe(port);
  expect(origins.get('listen.port')).toBe(origin);
});

it('what a stronger layer leaves alone comes from the weaker', () => {
  expect(gate({ flags: { listen: { port: 1 } }, text }).gate).toMatchObject({
    listen: { port: 1, host: '::' },
    block: 'cut',
  });
});

it('a path is relative to where it was written; the defaults, to the folder of the file', () => {
  const { gate: settings } = gate({
    env: { MPGATE_UPSTREAM_CA: 'a.pem' },
    text: '{ "record": { "file": "s.ndjson" } }',
  });
  expect(settings).toMatchObject({
    upstreamCa: ['/cwd/a.pem'],
    record: { file: '/etc/s.ndjson' },
    caDir: '/certs',
    apps: ['/etc/apps/*.json'],
  });
});

it('mistakes of every layer are reported, also where a stronger layer goes before', () => {
  const { problems } = gate({
    flags: { listen: { port: 70_000 } },
    env: { MPGATE_LISTEN_PORT: 'x' },
    text: '{ "listen": { "port": -1 } }',
  });
  expect(problems.map(({ file, line, column }) => [file, line, column])).toEqual([
    ['--port', 1, 1],
    ['MPGATE_LISTEN_PORT', 1, 1],
    ['/etc/m.json', 1, 23],
  ]);
});

it('finds a setting where it was made', () => {
  const { locate } = gate({ env: { MPGATE_DEFAULT_APP: 'x' }, text });
  expect(locate(['defaultApp'])).toEqual({ file: 'MPGATE_DEFAULT_APP', line: 1, column: 1 });
  expect(locate(['block'])).toMatchObject({ file: '/etc/m.json', column: 51 });
  expect(locate(['apps'])).toMatchObject({ file: '/etc/m.json', line: 1, column: 1 });
});

it('$schema is for editors: it is no setting', () => {
  expect(gate({ text: '{ "$schema": "./x" }' }).gate).not.toHaveProperty('$schema');
});
