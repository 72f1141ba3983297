import { expect, it } from 'vitest';
import { vouchedFor } from '../../src/probe/vouched-for.ts';
import { ocspResponse } from '../support/ocsp.ts';
import { makeCa } from '../support/pki.ts';
import { sctExtension, sctListOf } from '../support/transparency.ts';
import { offered } from './offered.ts';

const log = (byte: number) => ({ logId: Buffer.alloc(32, byte).toString('base64'), at: byte });
const ca = makeCa({ name: 'Probe Root' });
const leafWith = (list: Buffer) =>
  ca.issue({ names: ['a.test'], extensions: [sctExtension('1.3.6.1.4.1.11129.2.4.2', list)] }).x509.raw;
const plain = [ca.issue({ names: ['a.test'] }).x509.raw];
const nothing = { tls: [], certificate: [], staple: [] };

it('nothing, of no version and of one that has nothing', () => {
  expect(vouchedFor([])).toEqual({ staple: null, scts: nothing });
  expect(vouchedFor([offered({ chain: plain }), { outcome: 'silent' }])).toEqual({ staple: null, scts: nothing });
});

it('each kind by the way it came', () => {
  const staple = ocspResponse({ sctList: sctListOf(log(3)), thisUpdate: 1_000 });
  const answer = offered({ chain: [leafWith(sctListOf(log(2)))], sctList: sctListOf(log(1)), staple });
  expect(vouchedFor([answer])).toEqual({
    staple: { responseStatus: 'successful', certificateStatus: 'good', thisUpdate: 1_000, nextUpdate: null },
    scts: { tls: [log(1)], certificate: [log(2)], staple: [log(3)] },
  });
});

it('the newest version that has one', () => {
  const of = (sctList: Buffer | null) => offered({ chain: plain, sctList });
  const answers = [of(sctListOf(log(1))), of(sctListOf(log(2))), of(null)];
  expect(vouchedFor(answers)).toMatchObject({ scts: { tls: [log(2)] } });
});

it('what is malformed is called so, each by itself', () => {
  const list = sctListOf(log(1)).subarray(0, 20);
  const answer = offered({ chain: [leafWith(list)], sctList: list, staple: Buffer.from('text') });
  expect(vouchedFor([answer])).toEqual({
    staple: 'malformed',
    scts: { tls: 'malformed', certificate: 'malformed', staple: [] },
  });
  const staple = ocspResponse({ sctList: list });
  expect(vouchedFor([offered({ chain: plain, staple })])).toMatchObject({
    staple: { certificateStatus: 'good' },
    scts: { ...nothing, staple: 'malformed' },
  });
});
