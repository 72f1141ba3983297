import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonSchema } from '../../src/config/json-schema.ts';
import { runCli } from '../support/cli.ts';

const root = join(import.meta.dirname, '..', '..');

describe('mpgate config', () => {
  it.each([['validate'], ['validate', 'config/mpgate.json'], ['validate', 'config/apps/demo.json'], ['print']])(
    '%s %s takes the example that comes with it',
    async (...args) => {
      expect(await runCli(['config', ...args], { cwd: root })).toMatchObject({ code: 0, stderr: '' });
    },
  );

  it.each([
    [[], 'gate'],
    [['gate'], 'gate'],
    [['app'], 'app'],
    [['profile'], 'profile'],
  ] as const)('schema %j prints the schema of kind %s', async (args, kind) => {
    const { code, stdout } = await runCli(['config', 'schema', ...args]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(jsonSchema(kind))));
  });

  it.each([
    [[], 'name what to do: validate, print, schema or lint'],
    [['validat'], 'did you mean validate?'],
    [['validate', '--jsno'], 'Unknown argument: jsno'],
    [['schema', 'flow'], 'Choices: "gate", "app", "profile"'],
    [['validate', 'a.json', 'b.json'], 'Unknown argument: b.json'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stderr } = await runCli(['config', ...args], { cwd: root });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('see mpgate config --help');
  });
});
