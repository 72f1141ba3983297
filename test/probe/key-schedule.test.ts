import { expect, it } from 'vitest';
import { digest, serverHandshakeKeys } from '../../src/probe/key-schedule.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replace(/\s/g, ''), 'hex');

it('gives the keys of the trace in RFC 8448, 3', () => {
  const shared = bytes('8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d');
  const transcript = bytes('860c06edc07858ee8e78f0e7428c58edd6b43f2ca3e6e95f02ed063cf0e1cad8');
  const { key, iv } = serverHandshakeKeys('sha256', shared, transcript, 16);
  expect(key).toEqual(bytes('3fce516009c21727d0f2e4e86ee403bc'));
  expect(iv).toEqual(bytes('5d313eb2671276ee13000b30'));
});

it('keys have the length that their cipher wants', () => {
  const { key, iv } = serverHandshakeKeys('sha384', Buffer.alloc(32), Buffer.alloc(48), 32);
  expect([key.length, iv.length]).toEqual([32, 12]);
});

it('a digest is that of the parts in a row', () => {
  expect(digest('sha256', Buffer.from('a'), Buffer.from('bc'))).toEqual(digest('sha256', Buffer.from('abc')));
  expect(digest('sha384')).toHaveLength(48);
});
