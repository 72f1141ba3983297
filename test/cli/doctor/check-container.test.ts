import { expect, it } from 'vitest';
import { checkContainer, noticeContainer } from '../../../src/cli/doctor/check-container.ts';
import { folder } from '../../support/folder.ts';

it.each([
  ['Docker', { '.dockerenv': '' }, 'container'],
  ['Podman', { 'run/.containerenv': '' }, 'container'],
  ['Docker with cgroup 1', { 'proc/1/cgroup': '12:pids:/docker/0123' }, 'container'],
  ['Kubernetes', { 'proc/1/cgroup': '1:name=systemd:/kubepods/besteffort/pod1' }, 'container'],
  ['Linux inside Windows', { 'proc/version': 'Linux version 5.15.0-microsoft-standard-WSL2' }, 'wsl'],
  ['a machine', { 'proc/1/cgroup': '0::/init.scope', 'proc/version': 'Linux version 6.1.0' }, null],
  ['no Linux', {}, null],
])('%s is noticed', async (_, files, container) => {
  expect(await noticeContainer(await folder(files))).toBe(container);
});

it.each(['container', 'wsl'] as const)(
  'says in a %s what is one for all, and what tells clients apart',
  (container) => {
    const [said] = checkContainer(container);
    expect(said?.message).toContain(
      'all clients share one address: they are one device, with one throttle and one set',
    );
    for (const way of ['listen.proxyProtocol', 'listen.trustedProxies', 'clients.users', 'user@address'])
      expect(said?.fix).toContain(way);
  },
);

it('says what stands between, and the way out', () => {
  expect(checkContainer(null)).toEqual([]);
  expect(checkContainer('container')).toMatchObject([
    {
      state: 'warn',
      message: expect.stringMatching(/one address.*one device.*throttle.*slots/),
      fix: expect.stringMatching(/--network host.*listen\.proxyProtocol.*listen\.trustedProxies.*user@address/),
    },
  ]);
  expect(checkContainer('wsl')).toMatchObject([{ state: 'warn', fix: expect.stringContaining('mirrored') }]);
});
