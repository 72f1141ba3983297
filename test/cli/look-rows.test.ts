import { describe, expect, it } from 'vitest';
import { lookRows } from '../../src/cli/look-rows.ts';
import { certificateOf, intermediate, peerOf } from '../support/facts.ts';
import { checkedHost, lookAt, serverFacts } from './checked.ts';

const other = peerOf({ chain: [certificateOf({ spki: 'sha256/other', keyBits: 384 }), intermediate] });

describe('what the addresses of a host show', () => {
  it('is the chain, the versions and the pin', () => {
    const [shown, ...more] = lookRows(checkedHost({ pins: 'match' }));
    expect(more).toEqual([]);
    expect(shown?.rows.map(([name]) => name)).toEqual(['certificate', 'behind it', 'TLS', 'sends', 'also', 'pin']);
    expect(shown?.rows.at(-1)).toEqual(['pin', 'sha256/leaf matches the app file']);
  });

  it('is told once for all that show the same', () => {
    expect(lookRows(checkedHost({ looks: [lookAt('203.0.113.7'), lookAt('203.0.113.8')] }))).toHaveLength(1);
  });

  it('is of others only what differs, and those that differ alike are one', () => {
    const looks = [
      lookAt('203.0.113.7'),
      ...['203.0.113.8', '203.0.113.9'].map((one) => lookAt(one, { facts: other })),
    ];
    const [, second, ...more] = lookRows(checkedHost({ looks }));
    expect(more).toEqual([]);
    expect(second?.addresses).toEqual(['203.0.113.8', '203.0.113.9']);
    expect(second?.rows.map(([name]) => name)).toEqual(['certificate', 'pin']);
  });

  it('is nothing of one that did not answer', () => {
    const trouble = { text: 'ECONNREFUSED', where: 'there' } as const;
    const dead = lookAt('203.0.113.7', { facts: null, server: null, trouble });
    const living = lookAt('203.0.113.8', { server: serverFacts({ withoutName: 'refused' }) });
    expect(lookRows(checkedHost({ looks: [dead, living] })).map(({ addresses }) => addresses)).toEqual([
      ['203.0.113.8'],
    ]);
  });
});
