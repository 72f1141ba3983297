import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WireError } from '../../src/errors.ts';
import { helloRecord, writeClientHello } from '../../src/probe/client-hello.ts';
import { SniReader } from '../../src/probe/sni-reader.ts';
import { clientHello } from '../support/client-hello.ts';
import { edits, mutate } from '../support/mutate.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

const HOST = 'api.shop.test';
const named = clientHello(HOST);
/** Its handshake message, in records of so many bytes. */
const inRecords = (bytes: number): Buffer => {
  const message = named.subarray(5);
  const parts = Array.from({ length: Math.ceil(message.length / bytes) }, (_, i) =>
    helloRecord(message.subarray(i * bytes, (i + 1) * bytes)),
  );
  return Buffer.concat(parts);
};
/** With an extension of that type, empty, in front of the others. */
const withExtension = (type: number): Buffer => {
  const hello = Buffer.from(named);
  const before = hello.indexOf(Buffer.from(HOST)) - 9;
  const grown = Buffer.concat([
    hello.subarray(0, before),
    Buffer.from([type >> 8, type & 255, 0, 0]),
    hello.subarray(before),
  ]);
  for (const at of [3, 7, before - 2]) grown.writeUInt16BE(grown.readUInt16BE(at) + 4, at);
  return grown;
};
const plain = (servername: string | null) =>
  helloRecord(writeClientHello({ version: 'TLSv1.2', random: Buffer.alloc(32, 4), servername, suites: [0xc02f] }));

it.each([
  ['one that names a host', named, HOST],
  ['one of ours', plain(HOST), HOST],
  ['one with a point behind the name', clientHello(`${HOST}.`), `${HOST}.`],
  ['one that names none', plain(null), null],
  ['one in records of 1 byte', inRecords(1), HOST],
  ['one in records of 50 bytes', inRecords(50), HOST],
  ['one with more behind it', Buffer.concat([named, Buffer.from('more')]), HOST],
  ['one with an extension that nobody knows', withExtension(0x7a7a), HOST],
  ['one with an encrypted hello', withExtension(0xfe0d), null],
] as const)('%s', (_, bytes, name) => {
  const reader = new SniReader();
  expect(reader.push(bytes)).toBe(name);
  expect(reader.take()).toEqual(bytes);
});

it.each([
  ['a request', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['a record of another kind', Buffer.from('170303000100', 'hex')],
  ['a record of no TLS', Buffer.from('1602000001', 'hex')],
  ['another message', Buffer.from('160301000402000000', 'hex')],
  ['a message longer than allowed', Buffer.from('160301000401ffffff', 'hex')],
  ['two names', clientHello(HOST, 'other.test')],
  ['no name where one is announced', clientHello()],
  ['nothing but empty records', Buffer.from('1603010000'.repeat(14_000), 'hex')],
])('%s is none', (_, bytes) => {
  const reader = new SniReader();
  expect(() => reader.push(bytes)).toThrow(WireError);
  expect(reader.take()).toEqual(bytes);
});

it('the pieces in which one comes are of no account', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(named.length), { maxLength: 8 }), (cuts) => {
      const reader = new SniReader();
      const ends = [...cuts, named.length].sort((a, b) => a - b);
      const said = ends.map((to, i) => reader.push(named.subarray(ends[i - 1] ?? 0, to)));
      const first = ends.indexOf(named.length);
      expect(said.slice(0, first + 1)).toEqual([...ends.slice(0, first).map(() => undefined), HOST]);
      expect(reader.take()).toEqual(named);
    }),
  );
});

it('whatever stands there is read, waited for or refused, and given back', () => {
  fc.assert(
    fc.property(fc.constantFrom(named, plain(HOST), inRecords(20), withExtension(0xfe0d)), edits, (bytes, changes) => {
      const changed = mutate(bytes, changes);
      const reader = new SniReader();
      onlyWireErrors(() => reader.push(changed));
      expect(reader.take()).toEqual(changed);
    }),
    { numRuns: 3_000 },
  );
});
