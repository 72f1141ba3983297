import { expect, it } from 'vitest';
import { againstTable } from '../../../src/reports/html/against-table.ts';
import { material } from '../made.ts';

const request = {
  ...{ flow: 'f', at: 1_700_000_000_000, device: '127.0.0.1', appid: 'wx0', method: 'GET', url: 'https://<b>.test/' },
  ...{ api: 'request', rule: 'port-exact', source: 'S3:32', message: 'Not <at> that port.', fix: 'List it.' },
  ...({ errMsg: 'request:fail', errno: 600002, recorded: 'passed' } as const),
};
const server = {
  ...{ rule: 'cert-ats', appid: 'wx0', api: 'request', version: '1', server: 'a.test:443', flows: 2, flow: 'f' },
  ...({ now: { outcome: 'refused', exempt: null }, message: 'Not <strong>.', fix: 'Offer ECDHE.' } as const),
  release: { outcome: 'fails', errMsg: 'request:fail', errno: null },
} as const;
const against = {
  ...({ profile: 'wechat', verdict: 'fail', flows: 3, requestsLost: 3, rules: [] } as const),
  ...{ requests: [request], servers: [server], entries: [{ ...request, list: 'request', rule: 'domain-list-max' }] },
};

it('has a row for each request, and what the console does not take', () => {
  const { html } = againstTable({ ...material(), against });
  expect(html).toContain('<h2>Against wechat</h2>');
  expect(html).toContain('would fail wechat at these 4 requests.');
  expect(html).toMatch(
    /22:13:20\.000.*https:\/\/&lt;b&gt;\.test\/.*port-exact.*S3:32.*Not &lt;at&gt;.*request:fail \(errno 600002\)/,
  );
  expect(html).toContain('3 more are not shown.');
  expect(html).toContain('domain-list-max');
  expect(html).toContain('a.test:443 for wx0 ×2: Not &lt;strong&gt;. A request there fails: request:fail.');
});

it('nothing where nobody asked', () => {
  expect(againstTable(material()).html).toBe('');
});
