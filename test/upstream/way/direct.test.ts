import { expect, it } from 'vitest';
import { createAttempt } from '../../../src/upstream/attempt.ts';
import { dialFirst, dialOne } from '../../../src/upstream/way/direct.ts';
import { tcpOrigin } from '../../support/origin.ts';
import { uncalled } from '../dialling.ts';

it('dials the address, or asks the way that takes it', async () => {
  const { port, accepted } = await tcpOrigin(() => {});
  const attempt = createAttempt(5_000, uncalled);
  const target = { address: '127.0.0.1', port, mapped: true };
  const asked: string[] = [];
  const open = async (host: string) => {
    asked.push(host);
    return { socket: await dialOne(target, 1_000, attempt), absolute: null };
  };
  const asking = { readable: false, via: '' };
  const way = { takes: ({ mapped }: { readonly mapped: boolean }) => !mapped, open };
  const unmapped = { address: '9.8.7.6', port, mapped: false };
  const opened = [
    await dialFirst([target], null, asking, attempt),
    await dialFirst([target], way, asking, attempt),
    await dialFirst([unmapped], way, asking, attempt),
  ];
  for (const { socket } of opened) socket.destroy();
  attempt.done();
  expect([asked, accepted()]).toEqual([['9.8.7.6'], 3]);
  expect(opened.map((one) => one.target)).toEqual([target, target, null]);
});
