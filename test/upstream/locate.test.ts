import { describe, expect, it } from 'vitest';
import { failure } from '../../src/upstream/attempt.ts';
import { judgeTargets, locate } from '../../src/upstream/locate.ts';
import { diallingTo, orderTo, uncalled } from './dialling.ts';

const at = (address: string, mapped = false) => ({ address, port: 5000, mapped });
const sought = orderTo('udp.shop.test:5000', { api: 'udp' });

describe('the addresses of a host', () => {
  it('that are out of bounds are left out', () => {
    const { dial, allowed } = judgeTargets(
      [at('127.0.0.1'), at('93.184.216.34'), at('169.254.169.254')],
      sought,
      diallingTo(0),
    );
    expect([dial.outcome, allowed]).toEqual(['pass', [at('93.184.216.34')]]);
  });

  it('that all are have the verdict on the first', () => {
    const { dial, allowed } = judgeTargets([at('127.0.0.1'), at('169.254.169.254')], sought, diallingTo(0));
    expect(dial).toMatchObject({ outcome: 'block', cause: { rule: 'upstream-address', actual: '127.0.0.1' } });
    expect(allowed).toEqual([]);
  });

  it('that are our own are out of bounds even if mapped', async () => {
    const asked: unknown[] = [];
    const isOwn = (...place: unknown[]) => asked.push(place) > 0;
    const { dial } = await locate(sought, diallingTo(5000, { isOwn }), uncalled);
    expect([dial.outcome, asked]).toEqual(['block', [['127.0.0.1', 5000, 'udp']]]);
  });
});

describe('a look-up', () => {
  it('that fails has the system’s code', async () => {
    const resolve = () => Promise.reject(failure('ENOTFOUND', 'getaddrinfo ENOTFOUND'));
    await expect(locate(sought, diallingTo(0, { resolve }), uncalled)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('has its time', async () => {
    const resolve = () => new Promise<never>(() => {});
    const found = locate(sought, diallingTo(0, { resolve, handshakeMs: 20 }), uncalled);
    await expect(found).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });
});
