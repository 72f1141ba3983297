import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { passwordHash, userName } from '../../src/config/proxy-users.ts';
import { folder } from '../support/folder.ts';
import { echoApp } from '../support/started.ts';

const HASH = '$scrypt$ln=10,r=8,p=1$c2FsdHNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg';

it.each([
  ['anna', true],
  ['phone-2.lab_1', true],
  ['wx0123456789abcdef', true],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
  ['', false],
  ['.anna', false],
  ['anna:x', false],
  ['anna+wx1', false],
  ['anna@home', false],
  ['änna', false],
  ['__proto__', false],
])('the name %j: %s', (name, isFine) => {
  expect(userName.safeParse(name).success).toBe(isFine);
});

it.each([
  [HASH, true],
  ['secret', false],
  [HASH.replace('ln=10', 'ln=9'), false],
])('the hash %j: %s', (hash, isFine) => {
  expect(passwordHash.safeParse(hash).success).toBe(isFine);
});

it('mistakes have their line and column, and show no password', async () => {
  const users = `{\n      "anna": "${HASH}",\n      "ben": "my secret",\n      "c+d": "${HASH}"\n    }`;
  const cwd = await folder({
    'mpgate.json': `{\n  "clients": {\n    "users": ${users}\n  }\n}`,
    'apps/echo.json': echoApp,
  });
  const failed = loadConfig({ file: `${cwd}/mpgate.json`, env: {} });
  await expect(failed).rejects.toThrow(
    /mpgate\.json:5:14 clients\.users\.ben: this is no scrypt hash .*mpgate users hash/,
  );
  await expect(failed).rejects.toThrow(/mpgate\.json:6:7 .*"c\+d" is no name for a user/);
  await expect(failed).rejects.not.toThrow(/my secret/);
});
