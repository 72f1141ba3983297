import { expect, it } from 'vitest';
import { clockTime } from '../../../src/events/line.ts';
import type { Against, AgainstRequest } from '../../../src/reports/against/against.ts';
import { againstText } from '../../../src/reports/against/against-text.ts';

const at = new Date(2026, 10, 5, 8, 30, 12).getTime();
const request: AgainstRequest = {
  ...{ flow: 'f', at, device: '127.0.0.1', appid: 'wx0', method: 'GET', url: 'https://a.test:8443/' },
  ...{ api: 'request', rule: 'port-exact', source: 'S3:32', message: 'a.test may be reached at port 443 only.' },
  ...{ errMsg: 'request:fail url not in domain list', errno: 600002, fix: 'List the port.', recorded: 'passed' },
};
const row = {
  ...({ title: '', state: 'not-checkable', passed: 0, failed: 0, warned: 0, notCheckable: 2, example: null } as const),
  ...{ rule: 'referer', reason: 'it is not there', docs: null },
};
const against: Against = {
  ...{ profile: 'wechat', verdict: 'fail', flows: 3, requestsLost: 3 },
  requests: [request, { ...request, url: 'https://b.test/', errno: null, recorded: 'failed' }],
  entries: [
    {
      appid: 'wx0',
      list: 'request',
      rule: 'domain-list-max',
      source: 'S3:36',
      message: 'One too many.',
      fix: 'Take one out.',
    },
  ],
  servers: [
    {
      ...{ rule: 'cert-ats', appid: 'wx0', api: 'request', version: '1', server: 'a.test:443', flows: 2, flow: 'f' },
      ...{ message: 'No forward secrecy.', fix: 'Offer ECDHE.' },
      now: { outcome: 'refused', exempt: null },
      release: { outcome: 'fails', errMsg: 'request:fail ssl hand shake error', errno: 600001 },
    },
  ],
  rules: [row, { ...row, rule: 'method', notCheckable: 0 }],
};

const text = (changes: Partial<Against> = {}): string =>
  againstText({ ...against, ...changes }, 'It would fail', { columns: 100, colour: false });

it('names each request, the rule, the line and what the client shows; the way out once', () => {
  expect(text()).toBe(`\
It would fail:

  2026-11-05 08:30:12.000 GET https://a.test:8443/
      request of wx0 on 127.0.0.1
      port-exact (S3:32): a.test may be reached at port 443 only.
      the client shows: request:fail url not in domain list (errno 600002)
      fix: List the port.
      more: docs/rules/port-exact.md

  2026-11-05 08:30:12.000 GET https://b.test/
      request of wx0 on 127.0.0.1; by the session’s own platform it fails too
      port-exact (S3:32): a.test may be reached at port 443 only.
      the client shows: request:fail url not in domain list

  and 3 more.

Of the servers, by wechat:
      cert-ats, a.test:443 for wx0 ×2: No forward secrecy.
      a request there fails: request:fail ssl hand shake error (errno 600001)
      fix: Offer ECDHE.

The console of wechat does not take:
      domain-list-max (S3:36), request of wx0: One too many.
      fix: Take one out.

Not checkable for wechat:
      referer ×2: it is not there
`);
  expect(clockTime(at)).toBe('08:30:12.000');
});

it('keeps to its columns, writes out control characters, and is one line where there is nothing to tell', () => {
  const long = { ...request, url: `https://a.test/${'x'.repeat(300)}\u001b[2J` };
  const lines = text({ requests: [long] }).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(lines.join('')).not.toContain('\u001b');
  expect(text({ requests: [], requestsLost: 0, servers: [], entries: [], rules: [] })).toBe('It would fail.\n');
});

it('tells of a hundred, and counts the others', () => {
  expect(text({ requests: Array.from({ length: 120 }, () => request) })).toContain('\n  and 23 more.\n');
});
