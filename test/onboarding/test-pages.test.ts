import { expect, it } from 'vitest';
import { testPages } from '../../src/onboarding/test-pages.ts';
import { policyOf } from '../support/policy.ts';

const pages = testPages((named) => (named === 'none' ? null : policyOf()), 'auto');
const request = { headers: {} };
const visit = { request, device: '192.168.1.7', app: null, reached: { address: '192.168.1.20', port: 8080 } } as const;

it.each([
  ['/test/proxy', 'address', 403],
  ['/test/proxy', 'name', undefined],
  ['/test/proxy', 'tls', undefined],
  ['/test/ca', 'address', 403],
  ['/test/ca', 'name', 403],
  ['/test/ca', 'tls', undefined],
  ['/test/quic', 'address', 403],
  ['/test/quic', 'name', undefined],
  ['/test/lan', 'address', 403],
] as const)('%s, asked by %s: %s', (path, by, status) => {
  const content = pages.get(path)?.({ ...visit, by, path });
  expect(content?.status).toBe(status);
  expect(content?.headers).toMatchObject({ 'Access-Control-Allow-Origin': '*' });
});

it.each([
  ['/test/lan?lang=en&17', null, true, 'as 192.168.1.7'],
  ['/test/lan?lang=zh&17', null, true, '192.168.1.0/24'],
  ['/test/lan', 'none', false, 'no app holds'],
  ['/test/quic?lang=zh', null, true, 'Alt-Svc'],
  ['/test/quic?lang=zh', 'none', false, '没有适用'],
] as const)('%s, of the app %s, says how it stands: %s', (path, app, ok, said) => {
  const content = pages.get(path.replace(/\?.*/, ''))?.({ ...visit, app, by: 'name', path });
  const answer = JSON.parse(String(content?.body));
  expect(answer).toMatchObject({ version: 1, mpgate: true, ok });
  expect(answer.text).toContain(said);
});

it.each([
  ['http://192.168.1.20:8080', true],
  ['http://[fd00::1]:8080', true],
  ['http://mpgate.test', true],
  ['https://mpgate.test', true],
  ['https://other.test', false],
  ['https://mpgate.test.other.test', false],
  ['null', false],
  [undefined, false],
])('a page at %s may read the address of the phone: %s', (origin, may) => {
  const request = { headers: origin === undefined ? {} : { origin } };
  const content = pages.get('/test/lan')?.({ ...visit, request, by: 'tls', path: '/test/lan' });
  expect(content?.headers).toEqual({ Vary: 'Origin', ...(may ? { 'Access-Control-Allow-Origin': origin } : {}) });
});
