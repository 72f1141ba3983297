import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/config/document.ts';
import { absolute, environmentLayer, fileLayer, flagLayer, merge } from '../../src/config/layers.ts';

describe('merge', () => {
  it('takes each value from the strongest layer that has it', () => {
    const merged = merge([
      { listen: { port: 1 } },
      { listen: { port: 2, host: '::' }, bypass: [] },
      { listen: { port: 3, host: '::1' }, bypass: ['default'], block: 'cut' },
    ]);
    expect(merged).toEqual({ listen: { port: 1, host: '::' }, bypass: [], block: 'cut' });
  });

  it('null is a value', () => {
    expect(merge([{ defaultApp: null }, { defaultApp: 'wx1' }])).toEqual({ defaultApp: null });
  });

  it('an object whose keys are the user’s is taken whole', () => {
    expect(merge([{ resolve: { 'a.test': '::1' } }, { resolve: { 'b.test': '::1' } }])).toEqual({
      resolve: { 'a.test': '::1' },
    });
  });
});

describe('layers', () => {
  it('a flag that was not given sets nothing', () => {
    const { value } = flagLayer({ listen: { port: undefined, host: '::' }, admin: { port: undefined } }, '/');
    expect(value).toEqual({ listen: { host: '::' }, admin: {} });
  });

  it.each([
    [['listen', 'port'], '--port'],
    [['listen', 'host'], '--host'],
    [['admin', 'port'], '--admin-port'],
    [['apps', 0], '--app'],
    [['record', 'har'], '--har'],
    [['record', 'file'], '--record.file'],
  ])('a mistake in the flag for %j is found at %s', (path, name) => {
    expect(flagLayer({}, '/').locate(path)).toEqual({ file: name, line: 1, column: 1 });
  });

  it('each knows its name and the folder that its paths start from', () => {
    expect(environmentLayer({ MPGATE_BLOCK: 'cut' }, '/cwd')).toMatchObject({
      origin: 'environment',
      base: '/cwd',
      value: { block: 'cut' },
    });
    expect(fileLayer(parseDocument('/etc/m.json', '{"block":"cut"}'), '/etc')).toMatchObject({
      origin: 'file',
      base: '/etc',
      value: { block: 'cut' },
    });
  });
});

it('paths in settings become absolute, and other values stay', () => {
  const settings = {
    apps: ['./a/*.json', '/b.json'],
    caDir: '../certs',
    record: { file: null, har: './h.har' },
    block: './x',
  };
  expect(absolute(settings, '/etc/mpgate')).toEqual({
    apps: ['/etc/mpgate/a/*.json', '/b.json'],
    caDir: '/etc/certs',
    record: { file: null, har: '/etc/mpgate/h.har' },
    block: './x',
  });
});
