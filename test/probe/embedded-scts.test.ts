import fc from 'fast-check';
import { expect, it } from 'vitest';
import { embeddedScts } from '../../src/probe/embedded-scts.ts';
import { makeCa } from '../support/pki.ts';
import { sctExtension, sctListOf } from '../support/transparency.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

const ca = makeCa({ name: 'Probe Root' });
const list = sctListOf({ logId: Buffer.alloc(32, 1).toString('base64'), at: 1_767_225_600_000 });
const logged = ca.issue({ names: ['a.test'], extensions: [sctExtension('1.3.6.1.4.1.11129.2.4.2', list)] });

it('finds the list in a certificate that has one', () => {
  expect(embeddedScts(logged.x509.raw)).toEqual(list);
});

it('and none in others, also without any extension', () => {
  expect(embeddedScts(ca.issue({ names: ['a.test'] }).x509.raw)).toBeNull();
  expect(embeddedScts(Buffer.from('30023000', 'hex'))).toBeNull();
});

it('refuses what is no certificate', () => {
  expect(() => embeddedScts(Buffer.from('no DER'))).toThrow();
  expect(() => embeddedScts(logged.x509.raw.subarray(0, 100))).toThrow('announced');
});

it('a certificate with any byte changed gives a list, none, or our own error', () => {
  const { raw } = logged.x509;
  fc.assert(
    fc.property(fc.nat(raw.length - 1), fc.nat(255), (at, value) => {
      const changed = Buffer.from(raw);
      changed[at] = value;
      onlyWireErrors(() => embeddedScts(changed));
    }),
    { numRuns: 2_000 },
  );
});
