import { expect, it } from 'vitest';
import { inputNames, readInputs } from '../../../src/cli/action/inputs.ts';
import { UsageError } from '../../../src/errors.ts';
import { readMetadata } from '../../support/runner.ts';

it('action.yml declares what is read here, and what it gives as defaults is taken', async () => {
  const { inputs } = await readMetadata();
  expect(Object.keys(inputs).sort()).toEqual([...inputNames].sort());
  const given = Object.entries(inputs).map(([name, { default: value = '' }]) => [`INPUT_${name.toUpperCase()}`, value]);
  expect(readInputs(Object.fromEntries(given))).toEqual({
    flags: ['--host=127.0.0.1', '--port=0', '--admin-port=0'],
    failOn: 'error',
    expectTraffic: false,
    reports: [],
    environment: 'job',
  });
});

it('flags in the order of the inputs, one for each app, with spaces in names and none around them', () => {
  const { flags } = readInputs({
    INPUT_APP: ' a b.json \n\n  c.json\r\n',
    'INPUT_ADMIN-PORT': '8081',
    'INPUT_CA-DIR': 'certs',
    INPUT_CONFIG: '-x.json',
  });
  expect(flags).toEqual(['--config=-x.json', '--admin-port=8081', '--ca-dir=certs', '--app=a b.json', '--app=c.json']);
});

it.each([
  ['nothing', {}, 'error'],
  ['the input', { 'INPUT_FAIL-ON': 'warn' }, 'warn'],
  ['the variable', { MPGATE_FAIL_ON: 'warn' }, 'warn'],
  ['the input before the variable', { 'INPUT_FAIL-ON': 'error', MPGATE_FAIL_ON: 'warn' }, 'error'],
])('fail-on by %s', (_, env, failOn) => {
  expect(readInputs(env).failOn).toBe(failOn);
});

it.each([['true'], ['True'], ['TRUE'], ['false'], ['False'], ['FALSE'], ['']])('expect-traffic: %j', (word) => {
  expect(readInputs({ 'INPUT_EXPECT-TRAFFIC': word }).expectTraffic).toBe(word.toLowerCase() === 'true');
});

it('reports, one a line', () => {
  expect(readInputs({ INPUT_REPORT: 'junit=a.xml\n html=b=c.html\n' }).reports).toEqual([
    { format: 'junit', path: 'a.xml' },
    { format: 'html', path: 'b=c.html' },
  ]);
});

it.each([
  [{ 'INPUT_FAIL-ON': 'off' }, 'the input fail-on takes error or warn, not "off"'],
  [
    { 'INPUT_EXPECT-TRAFFIC': 'constructor' },
    'the input expect-traffic takes true, True, TRUE, false, False, FALSE, not "constructor"',
  ],
  [{ INPUT_ENVIRONMENT: 'all' }, 'the input environment takes job, none, not "all"'],
])('wrong usage: %j', (env, message) => {
  expect(() => readInputs(env)).toThrow(new UsageError(message));
});
