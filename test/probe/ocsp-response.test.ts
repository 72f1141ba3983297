import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOcspResponse } from '../../src/probe/ocsp-response.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { ocspError, ocspResponse } from '../support/ocsp.ts';
import { makeCa } from '../support/pki.ts';
import { run } from '../support/run.ts';
import { sctListOf } from '../support/transparency.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

const thisUpdate = Date.UTC(2026, 5, 1, 12, 30, 0);
const nextUpdate = Date.UTC(2026, 5, 8, 12, 30, 0);

it.each(['good', 'revoked', 'unknown'] as const)('a certificate that is %s, and since when', (status) => {
  const read = readOcspResponse(ocspResponse({ status, thisUpdate, nextUpdate }));
  expect(read).toEqual({
    responseStatus: 'successful',
    certificateStatus: status,
    thisUpdate,
    nextUpdate,
    sctList: null,
  });
});

it('no time until which it holds, and timestamps', () => {
  const sctList = sctListOf({ logId: Buffer.alloc(32).toString('base64'), at: 5 });
  expect(readOcspResponse(ocspResponse({ sctList }))).toMatchObject({ nextUpdate: null, sctList });
});

it.each([
  [3, 'tryLater'],
  [6, 'unauthorized'],
  [77, 'status 77'],
])('status %i is an answer without a certificate', (number, responseStatus) => {
  expect(readOcspResponse(ocspError(number))).toMatchObject({
    responseStatus,
    certificateStatus: null,
    thisUpdate: null,
  });
});

it.each([
  ['text', Buffer.from('not found')],
  ['no bytes', Buffer.alloc(0)],
  ['no status', Buffer.of(0x30, 0)],
  ['half of it', ocspResponse().subarray(0, 200)],
])('refuses %s', (_, bytes) => {
  expect(() => readOcspResponse(bytes)).toThrow();
});

it('one with any byte changed gives a response or our own error', () => {
  const whole = ocspResponse({ nextUpdate, sctList: sctListOf({ logId: Buffer.alloc(32).toString('base64'), at: 5 }) });
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
      const changed = Buffer.from(whole);
      changed[at] = value;
      onlyWireErrors(() => readOcspResponse(changed));
    }),
    { numRuns: 2_000 },
  );
});

itNeeds('openssl')('one that openssl has made', async () => {
  const ca = makeCa({ name: 'Probe Root' });
  const { cert, x509 } = ca.issue({ names: ['a.test'] });
  const index = ['R', '301231235959Z', '260101000000Z', x509.serialNumber, 'unknown', '/CN=a.test'].join('\t');
  const root = await folder({ 'ca.pem': ca.cert, 'ca.key': ca.key, 'leaf.pem': cert, index: `${index}\n` });
  const file = (name: string) => join(root, name);
  const question = ['-issuer', file('ca.pem'), '-cert', file('leaf.pem'), '-reqout', file('request')];
  expect((await run('openssl', ['ocsp', ...question])).code).toBe(0);
  const signer = ['-index', file('index'), '-rsigner', file('ca.pem'), '-rkey', file('ca.key'), '-CA', file('ca.pem')];
  const answer = ['-reqin', file('request'), '-ndays', '7', '-respout', file('response')];
  expect((await run('openssl', ['ocsp', ...signer, ...answer])).code).toBe(0);
  const read = readOcspResponse(readFileSync(file('response')));
  expect(read).toMatchObject({ responseStatus: 'successful', certificateStatus: 'revoked', sctList: null });
  expect((read.nextUpdate ?? 0) - (read.thisUpdate ?? 0)).toBe(7 * 86_400_000);
});
