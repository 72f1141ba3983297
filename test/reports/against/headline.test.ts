import { expect, it } from 'vitest';
import type { Against, AgainstRequest } from '../../../src/reports/against/against.ts';
import { headline } from '../../../src/reports/against/headline.ts';
import { app, material } from '../made.ts';

const request: AgainstRequest = {
  ...{ flow: 'f', at: 0, device: '127.0.0.1', appid: 'wx', method: 'GET', url: 'https://a.test/', api: 'request' },
  ...{ rule: 'r', errMsg: '', errno: null, source: 'S0:1', message: '', fix: '', recorded: 'passed' },
};
const against: Against = {
  ...{ profile: 'douyin', verdict: 'fail', flows: 9, requests: [request, request] },
  ...{ requestsLost: 5, servers: [], rules: [] },
  entries: [{ appid: 'wx', list: 'request', rule: 'r', source: 'S0:1', message: '', fix: '' }],
};
const { report } = material();
const passing = { ...report, verdict: 'pass', skipped: 0 } as const;
const failing = { ...passing, verdict: 'fail' } as const;
const apps = [app({ profile: 'wechat' })];

it.each([
  [against, passing, apps, 'This session passes wechat and would fail douyin at these 7 requests'],
  [
    { ...against, requestsLost: 0, requests: [request] },
    failing,
    apps,
    'This session fails wechat and would fail douyin at this request',
  ],
  [
    against,
    passing,
    [...apps, app()],
    'This session passes wechat and tcsas and would fail douyin at these 7 requests',
  ],
  [
    { ...against, requestsLost: 0, requests: [request, { ...request, recorded: 'failed' }] },
    failing,
    apps,
    'This session fails wechat and would fail douyin at these 2 requests, of which 1 fails wechat too',
  ],
  [
    { ...against, requestsLost: 0, requests: [{ ...request, recorded: 'failed' }] },
    failing,
    apps,
    'This session fails wechat and would fail douyin at this request, of which 1 fails wechat too',
  ],
  [
    against,
    { ...passing, skipped: 3 },
    apps,
    'This session passes wechat with skipVerification on and would fail douyin at these 7 requests',
  ],
  [against, passing, [], 'This session passes its own platform and would fail douyin at these 7 requests'],
  [
    { ...against, requests: [], requestsLost: 0 },
    ...([passing, apps] as const),
    'This session passes wechat and would fail douyin, whose console does not take its domain lists',
  ],
  [
    { ...against, requests: [], requestsLost: 0, entries: [] },
    ...([passing, apps] as const),
    'This session passes wechat and would fail douyin at its servers',
  ],
  [
    { ...against, verdict: 'pass', requests: [], requestsLost: 0 },
    ...([passing, apps] as const),
    'This session passes wechat and would pass douyin, as far as it was recorded',
  ],
  [
    { ...against, verdict: 'pass', requests: [], requestsLost: 0, flows: 0 },
    ...([passing, apps] as const),
    'This session has no traffic to hold against douyin',
  ],
] as const)('case %#', (found, its, of, expected) => {
  expect(headline(found, its, of)).toBe(expected);
});
