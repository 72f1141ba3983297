import { describe, expect, it } from 'vitest';
import { jsonSchema, keysAt, leaves } from '../../src/config/json-schema.ts';
import { profiles } from '../../src/profiles/index.ts';
import { rules } from '../../src/rules/index.ts';

describe('the schema for editors', () => {
  it('states every default of the gate', () => {
    expect(jsonSchema('gate')).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: {
        listen: { properties: { port: { default: 8080, minimum: 0, maximum: 65535 }, host: { default: '0.0.0.0' } } },
        block: { enum: ['auto', 'cut', 'explain'], default: 'auto' },
        caDir: { default: '../certs' },
      },
    });
  });

  it('asks an app for its appid alone, and names every platform and rule', () => {
    const { required, properties } = jsonSchema('app');
    expect(required).toEqual(['appid']);
    expect(properties?.profile).toMatchObject({ type: 'string', anyOf: [{ enum: [...profiles.keys()] }, {}] });
    expect(keysAt('app', ['rules'])).toEqual(expect.arrayContaining(rules.map(({ id }) => id)));
  });
});

describe('keys', () => {
  it.each([
    ['gate', ['listen'], ['host', 'port', 'proxyProtocol', 'trustedProxies']],
    ['gate', ['listeners', 3], ['port', 'app']],
    ['gate', ['resolve'], []],
    ['app', ['lan'], ['prefix']],
    ['app', ['none'], []],
  ] as const)('of a file of kind %s at %j are %j', (kind, path, keys) => {
    expect(keysAt(kind, path)).toEqual(keys);
  });
});

describe('leaves', () => {
  it.each([
    ['listen.port', ['integer']],
    ['admin.token', ['string', 'null']],
    ['clients.allow', ['array']],
    ['resolve', ['object']],
    ['listeners', ['array']],
    ['upstreamProxy', ['string', 'null']],
  ])('%s may be %j', (name, types) => {
    expect(leaves('gate').find(({ path }) => path.join('.') === name)?.types).toEqual(types);
  });

  it('neither $schema nor an object of known keys is one', () => {
    const names = leaves('gate').map(({ path }) => path.join('.'));
    expect(names).not.toContain('$schema');
    expect(names).not.toContain('listen');
  });
});
