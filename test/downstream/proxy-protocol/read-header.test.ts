import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isHeader, readHeader } from '../../../src/downstream/proxy-protocol/read-header.ts';
import { from4 } from '../../support/proxy-header.ts';

const TEXT = Buffer.from('PROXY TCP4 192.168.1.2 10.0.0.1 1 2\r\n');

it.each([
  ['version 1', TEXT],
  ['version 2', from4('192.168.1.2')],
])('%s, whole and in its every front', (_, bytes) => {
  expect(readHeader(bytes)).toEqual({ value: '192.168.1.2', end: bytes.length });
  for (let length = 0; length < bytes.length; length += 1) expect(readHeader(bytes.subarray(0, length))).toBe('more');
});

it.each([
  'GET / HTTP/1.1\r\n',
  'POST / HTTP/1.1\r\n',
  'PROPFIND / HTTP/1.1\r\n',
  '\u0005\u0001\u0000',
  '\u0016\u0003\u0001',
  'PROXY4',
  '\r\n\r\nGET',
])('%j is none', (text) => {
  expect([readHeader(Buffer.from(text)), isHeader(Buffer.from(text))]).toEqual(['malformed', false]);
});

it.each([
  [TEXT, true],
  [TEXT.subarray(0, 6), true],
  [TEXT.subarray(0, 5), false],
  [from4('1.2.3.4').subarray(0, 12), true],
  [from4('1.2.3.4').subarray(0, 11), false],
])('%j begins as one: %s', (bytes, begins) => {
  expect(isHeader(bytes)).toBe(begins);
});

it('whatever comes is read the same in pieces, ends within what came, and tells an address or none', () => {
  const changed = fc.tuple(
    fc.constantFrom(TEXT, from4('1.2.3.4', 3, 0, 0)),
    fc.array(fc.tuple(fc.nat(60), fc.nat(255))),
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((raw) => Buffer.from(raw)),
    changed.map(([sound, edits]) => {
      const copy = Buffer.from(sound);
      for (const [at, byte] of edits) copy[at % copy.length] = byte;
      return copy;
    }),
  );
  fc.assert(
    fc.property(bytes, (came) => {
      const whole = readHeader(came);
      for (let length = 0; length < came.length; length += 1) {
        const part = readHeader(came.subarray(0, length));
        if (part !== 'more') expect(part).toEqual(whole);
      }
      if (typeof whole === 'string') return;
      expect(whole.end).toBeLessThanOrEqual(came.length);
      expect(whole.value === null || isIP(whole.value) > 0).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
