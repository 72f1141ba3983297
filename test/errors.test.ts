import { describe, expect, it } from 'vitest';
import { CertificateError, ConfigError, StartError, UsageError, WireError } from '../src/errors.ts';

const cause = new Error('EACCES');

it.each([
  [new ConfigError([]), 'ConfigError', 'MPGATE_CONFIG'],
  [new CertificateError('no key', { cause }), 'CertificateError', 'MPGATE_CA'],
  [new StartError('no port', { cause }), 'StartError', 'MPGATE_START'],
  [new UsageError('no command'), 'UsageError', 'MPGATE_USAGE'],
  [new WireError('no record'), 'WireError', 'MPGATE_WIRE'],
])('%o has its name and code', (error, name, code) => {
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.code]).toEqual([name, code]);
});

it('what went wrong below is kept for whoever looks into it', () => {
  expect(new CertificateError('no key', { cause }).cause).toBe(cause);
  expect(new StartError('no port', { cause }).cause).toBe(cause);
});

describe('ConfigError', () => {
  const problem = {
    file: 'a.json',
    line: 1,
    column: 2,
    path: 'domains.request[0]',
    rule: 'no-localhost',
    message: 'no',
  };

  it('keeps every problem, and its message has them all, each with its place', () => {
    const problems = [problem, { ...problem, line: 3, path: '', rule: null, message: 'this is no JSON' }];
    const error = new ConfigError(problems);
    expect(error.problems).toBe(problems);
    expect(error.message).toBe('a.json:1:2 domains.request[0]: no\na.json:3:2 this is no JSON');
  });
});
