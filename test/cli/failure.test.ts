import { describe, expect, it } from 'vitest';
import { failure } from '../../src/cli/failure.ts';
import { CertificateError, ConfigError, StartError, UsageError } from '../../src/errors.ts';

const problem = { file: 'm.json', line: 2, column: 3, path: 'block', rule: null, message: 'no' };

it.each([
  [new ConfigError([problem]), 'start', 2, 'm.json:2:3  block  no\n1 problem'],
  [new UsageError('no such API'), 'explain', 2, 'mpgate: no such API\nsee mpgate explain --help'],
  [new UsageError('name a command'), null, 2, 'mpgate: name a command\nsee mpgate --help'],
  [new CertificateError('ca.key cannot be read'), 'start', 3, 'mpgate: ca.key cannot be read'],
  [new StartError('port 8080 is in use'), 'start', 3, 'mpgate: port 8080 is in use'],
  [new Error('odd\nand long'), 'start', 70, 'mpgate: internal error: odd (MPGATE_DEBUG=1 shows where)'],
  ['odd', null, 70, 'mpgate: internal error: odd (MPGATE_DEBUG=1 shows where)'],
])('%o', (error, command, exitCode, text) => {
  expect(failure(error, command, false)).toEqual({ exitCode, text });
});

describe('MPGATE_DEBUG=1', () => {
  it('shows where an internal error comes from', () => {
    expect(failure(new Error('odd'), null, true).text).toMatch(/^mpgate: internal error: Error: odd\n +at /);
  });

  it('adds nothing to what the operator can mend', () => {
    expect(failure(new StartError('port 8080 is in use'), null, true).text).toBe('mpgate: port 8080 is in use');
  });
});
