import { expect, it } from 'vitest';
import { sized16, u16 } from '../../src/probe/bytes.ts';
import { EXTENSION } from '../../src/probe/extensions.ts';
import { HandshakeReader } from '../../src/probe/handshake-reader.ts';
import { digest } from '../../src/probe/key-schedule.ts';
import { makeShare } from '../../src/probe/key-share.ts';
import { Tls13Hello } from '../../src/probe/tls13-hello.ts';
import { retryFor, serverHello } from './server-bytes.ts';

const options = { version: 'TLSv1.3', random: Buffer.alloc(32, 3), servername: 'a.test', suites: [0x1301] } as const;
const asMessage = (raw: Buffer) => {
  const [message] = new HandshakeReader(10_000).push(raw);
  if (!message) throw new Error('No message.');
  return message;
};

it('agrees on X25519 and P-256 with its first hello', () => {
  for (const group of [29, 23]) {
    const theirs = makeShare(group);
    const content = Buffer.concat([u16(group), sized16(theirs.publicKey)]);
    const agreed = new Tls13Hello(options).agree(new Map([[EXTENSION.keyShare, content]]));
    expect(agreed.group).toBe(group);
    expect(agreed.secret).toHaveLength(32);
  }
});

it('begins the transcript with its hello, and with a hash of it after a retry', () => {
  const hello = new Tls13Hello(options);
  const first = hello.message;
  const answer = asMessage(serverHello());
  expect(hello.transcriptWith(answer, 'sha256')).toEqual(digest('sha256', first, answer.raw));
  const request = asMessage(retryFor(24));
  hello.retry(request, new Map([[EXTENSION.keyShare, u16(24)]]), 'sha256');
  const stand = Buffer.concat([Buffer.from('fe000020', 'hex'), digest('sha256', first)]);
  const wanted = digest('sha256', stand, request.raw, hello.message, answer.raw);
  expect(hello.transcriptWith(answer, 'sha256')).toEqual(wanted);
});

it('the second hello has the group and the cookie that were wanted, and else what the first had', () => {
  const hello = new Tls13Hello(options);
  const first = hello.message;
  const cookie = Buffer.from('0003abcdef', 'hex');
  const extensions = new Map([
    [EXTENSION.keyShare, u16(24)],
    [EXTENSION.cookie, cookie],
  ]);
  hello.retry(asMessage(retryFor(24)), extensions, 'sha256');
  expect(hello.message.includes(Buffer.concat([u16(EXTENSION.cookie), sized16(cookie)]))).toBe(true);
  expect(hello.message.subarray(4, 71)).toEqual(first.subarray(4, 71));
  expect(() => hello.retry(asMessage(retryFor(25)), extensions, 'sha256')).toThrow('second HelloRetryRequest');
});

it.each([
  ['no share', new Map<number, Buffer>(), /without a key share/],
  ['a group without a share', new Map([[51, Buffer.concat([u16(24), sized16(Buffer.alloc(97))])]]), /group 24/],
  ['half a share', new Map([[51, u16(29)]]), /announced/],
])('does not agree on %s', (_, extensions, text) => {
  expect(() => new Tls13Hello(options).agree(extensions)).toThrow(text);
});
