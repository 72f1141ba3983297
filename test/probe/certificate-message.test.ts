import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sized8, sized16, sized24, u8, u16 } from '../../src/probe/bytes.ts';
import { readCertificateEntries, readCertificates } from '../../src/probe/certificate-message.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

const chains = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 5 });
const hex = (list: readonly Uint8Array[]) => list.map((bytes) => Buffer.from(bytes).toString('hex'));

describe('TLS 1.0 to 1.2', () => {
  it('gives the certificates as they were sent, in that order', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const shown = readCertificates(sized24(...chain.map((der) => sized24(der))));
        expect(hex(shown.chain)).toEqual(hex(chain));
      }),
    );
  });

  it.each([
    ['a certificate of no bytes', sized24(sized24()), /no bytes/],
    ['one that is cut off', sized24(sized24(u16(7)).subarray(0, 4)), /announced/],
    ['bytes behind the list', Buffer.concat([sized24(), u8(0)]), /behind the end/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readCertificates(bytes)).toThrow(message);
  });
});

describe('TLS 1.3', () => {
  const status = Buffer.concat([u16(5), sized16(u8(1), sized24(Buffer.from('staple')))]);
  const scts = Buffer.concat([u16(18), sized16(Buffer.from('list'))]);
  const entry = (der: string, ...extensions: readonly Buffer[]): Buffer =>
    Buffer.concat([sized24(Buffer.from(der)), sized16(...extensions)]);

  it('gives the certificates, and what came with the leaf', () => {
    const shown = readCertificateEntries(Buffer.concat([sized8(), sized24(entry('leaf', status, scts), entry('mid'))]));
    expect(shown.chain.map(String)).toEqual(['leaf', 'mid']);
    expect([String(shown.staple), String(shown.sctList)]).toEqual(['staple', 'list']);
  });

  it('what came with another certificate is not the leaf’s', () => {
    const shown = readCertificateEntries(Buffer.concat([sized8(), sized24(entry('leaf'), entry('mid', status, scts))]));
    expect([shown.staple, shown.sctList]).toEqual([null, null]);
  });

  it('refuses a context', () => {
    expect(() => readCertificateEntries(Buffer.concat([sized8(u8(1)), sized24()]))).toThrow('context');
  });
});

it('any bytes give certificates or our own error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      onlyWireErrors(() => readCertificates(bytes));
      onlyWireErrors(() => readCertificateEntries(bytes));
    }),
  );
});
