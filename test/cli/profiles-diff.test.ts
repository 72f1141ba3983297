import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

it('a platform does not differ from itself: exit code 0', async () => {
  const { code, stdout } = await runCli(['profiles', 'diff', 'qq', 'qq']);
  expect([code, stdout]).toEqual([0, 'no value differs\n']);
});

it('what differs, both values with their sources: exit code 1', async () => {
  const { code, stdout } = await runCli(['profiles', 'diff', 'wechat', 'alipay']);
  expect(code).toBe(1);
  expect(stdout).toContain('timeoutMs\n- 60000 (S3:42)\n+ 30000 (public)\n');
  expect(stdout).not.toContain('portInDomain');
});

it('as JSON', async () => {
  const { code, stdout } = await runCli(['profiles', 'diff', 'wechat', 'alipay', '--json']);
  const { version, same, before, after, differences } = JSON.parse(stdout);
  expect([code, version, same, before, after]).toEqual([1, 1, false, 'wechat', 'alipay']);
  expect(differences).toContainEqual({
    knob: 'socketsAtOnce',
    before: { value: 5, source: 'S3:49' },
    after: { value: 1, source: 'public' },
  });
});
