import { describe, expect, it } from 'vitest';
import { appSchema } from '../../src/config/app-schema.ts';
import { checkShape } from '../../src/config/check-shape.ts';
import { parseDocument } from '../../src/config/document.ts';
import { gateSchema } from '../../src/config/gate-schema.ts';

const gate = (text: string) => checkShape(gateSchema, 'gate', parseDocument('m.json', text));

it('what is right comes back with its defaults, and without', () => {
  const { value, raw, faults, problems } = gate('{ "listen": { "port": 1 } }');
  expect(value?.listen).toMatchObject({ port: 1, host: '0.0.0.0' });
  expect(raw).toEqual({ listen: { port: 1 } });
  expect([faults, problems]).toEqual([[], []]);
});

describe('mistakes', () => {
  it('each has its place, an unknown key that of the key', () => {
    expect(gate('{\n  "lissten": 1,\n  "listen": { "prt": 1,\n  "port": "x" }\n}').problems).toEqual([
      {
        file: 'm.json',
        line: 4,
        column: 11,
        path: 'listen.port',
        rule: null,
        message: '"x" stands where a whole number is expected',
      },
      {
        file: 'm.json',
        line: 3,
        column: 15,
        path: 'listen.prt',
        rule: null,
        message: 'unknown key "prt"; did you mean "port"?',
      },
      {
        file: 'm.json',
        line: 2,
        column: 3,
        path: 'lissten',
        rule: null,
        message: 'unknown key "lissten"; did you mean "listen"?',
      },
    ]);
  });

  it('a word that is like none is answered with all there are', () => {
    expect(gate('{ "record": { "zzzzz": 1 } }').problems).toMatchObject([
      { message: 'unknown key "zzzzz"; known are flows, file, har' },
    ]);
  });

  it('a key of the user’s own making that is wrong stands at the key', () => {
    expect(gate('{ "resolve": {\n "a b": "::1" } }').problems).toMatchObject([
      { line: 2, column: 2, path: 'resolve["a b"]', message: expect.stringContaining('"a b" is no host') },
    ]);
  });

  it('a missing value stands at the object that lacks it', () => {
    expect(gate('{ "listeners": [\n { "port": 1 } ] }').problems).toMatchObject([
      { line: 2, column: 2, path: 'listeners[0].app', message: 'the value is missing; write a string' },
    ]);
  });
});

describe('what is sound beside a mistake', () => {
  it('comes back', () => {
    const { value, raw } = gate('{ "block": "cut", "listen": { "port": "x", "host": "::" }, "none": 1 }');
    expect(value).toMatchObject({ block: 'cut', listen: { port: 8080, host: '::' } });
    expect(raw).toEqual({ block: 'cut', listen: { host: '::' } });
  });

  it('an entry of a list that is no string leaves the others in their places', () => {
    const document = parseDocument('a.json', '{ "appid": "x", "domains": { "request": ["a", 5, "b"] } }');
    expect(checkShape(appSchema, 'app', document).value?.domains.request).toEqual(['a', '', 'b']);
  });

  it('a list that cannot be mended is left out', () => {
    expect(gate('{ "block": "cut", "listeners": [5] }').raw).toEqual({ block: 'cut' });
  });

  it('a required value that is missing is stood in for', () => {
    const document = parseDocument('a.json', '{ "name": "Shop" }');
    expect(checkShape(appSchema, 'app', document).value).toBeNull();
    expect(checkShape(appSchema, 'app', document, { appid: 'x' }).value).toMatchObject({ appid: 'x', name: 'Shop' });
  });

  it('nothing is sound in what is no object', () => {
    expect(gate('[]')).toMatchObject({ value: null, raw: {}, problems: [{ line: 1, column: 1, path: '' }] });
  });
});
