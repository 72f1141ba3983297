import { createCipheriv } from 'node:crypto';
import { expect, it } from 'vitest';
import { cipherName, OFFERED_SUITES } from '../../src/probe/cipher-suites.ts';
import { RecordOpener, SEALINGS } from '../../src/probe/record-opener.ts';
import { seal } from './server-bytes.ts';

const aes = { hash: 'sha256', aead: 'aes-128-gcm', keyBytes: 16 } as const;
const keys = { key: Buffer.alloc(16, 1), iv: Buffer.alloc(12, 0xff) };
const inner = (text: string, ...end: readonly number[]): Buffer => Buffer.concat([Buffer.from(text), Buffer.from(end)]);

it('opens records in their order', () => {
  const opener = new RecordOpener(aes, keys);
  for (let sequence = 0; sequence < 3; sequence++) {
    const opened = opener.open(seal(keys, sequence, inner(`record ${sequence}`, 22)));
    expect([opened.type, String(opened.payload)]).toEqual([22, `record ${sequence}`]);
  }
});

it('takes padding away', () => {
  const opened = new RecordOpener(aes, keys).open(seal(keys, 0, inner('text', 21, 0, 0, 0)));
  expect([opened.type, String(opened.payload)]).toEqual([21, 'text']);
});

it('knows how every suite that is offered seals', () => {
  expect(Object.keys(SEALINGS)).toEqual(OFFERED_SUITES['TLSv1.3'].map(cipherName));
});

it('opens what ChaCha20 has sealed', () => {
  const long = { key: Buffer.alloc(32, 3), iv: Buffer.alloc(12, 4) };
  const header = Buffer.from('1703030014', 'hex');
  const cipher = createCipheriv('chacha20-poly1305', long.key, long.iv, { authTagLength: 16 });
  cipher.setAAD(header, { plaintextLength: 4 });
  const payload = Buffer.concat([cipher.update(inner('abc', 22)), cipher.final(), cipher.getAuthTag()]);
  const opener = new RecordOpener({ hash: 'sha256', aead: 'chacha20-poly1305', keyBytes: 32 }, long);
  expect(String(opener.open({ header, payload }).payload)).toBe('abc');
});

it.each([
  ['a record of another place', seal(keys, 1, inner('a', 22)), /does not open/],
  ['one with a byte that differs', { ...seal(keys, 0, inner('a', 22)), header: Buffer.alloc(5) }, /does not open/],
  ['padding alone', seal(keys, 0, Buffer.alloc(3)), /padding alone/],
  ['a tag alone', { header: Buffer.alloc(5), payload: Buffer.alloc(16) }, /no content/],
])('refuses %s', (_, record, text) => {
  expect(() => new RecordOpener(aes, keys).open(record)).toThrow(text);
});
