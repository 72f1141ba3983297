import { describe, expect, it } from 'vitest';
import { wechat } from '../../src/profiles/wechat.ts';
import { wechatCurrent } from '../../src/profiles/wechat-current.ts';

it('differs from the page of 2023 in these knobs only', () => {
  const names = Object.keys(wechat).filter((name) => name !== 'name' && name !== 'title');
  const knobs = new Map(Object.entries(wechatCurrent));
  const before = new Map(Object.entries(wechat));
  expect(names.filter((name) => knobs.get(name) !== before.get(name))).toEqual([
    'wssPorts',
    'domainsPerList',
    'udp',
    'tcp',
    'bannedTcpPorts',
    'perCallTimeout',
    'pins',
  ]);
});

describe('banned TCP ports', () => {
  it.each([
    [1, true],
    [443, true],
    [1023, true],
    [1024, false],
    [3306, true],
    [5000, false],
    [7999, false],
    [8000, true],
    [8050, true],
    [8100, true],
    [8101, false],
    [8443, true],
    [27_019, true],
  ])('%i: %s', (port, banned) => {
    expect(wechatCurrent.bannedTcpPorts.value.includes(port)).toBe(banned);
  });

  it('names no port twice', () => {
    const ports = wechatCurrent.bannedTcpPorts.value;
    expect(new Set(ports).size).toBe(ports.length);
  });
});
