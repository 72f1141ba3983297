import { describe, expect, it } from 'vitest';
import { connectionTokens, edited, endToEnd, without } from '../../src/exchange/headers.ts';

describe('headers', () => {
  it('keep case, order and duplicates; the hop-by-hop ones go, and those that Connection names', () => {
    const raw = [
      'X-B',
      '1',
      'Set-Cookie',
      'a',
      'Connection',
      'close, X-Hop',
      'set-cookie',
      'b',
      'X-Hop',
      'x',
      'TE',
      'x',
    ];
    expect(endToEnd([...raw, 'Keep-Alive', 'timeout=5', 'Proxy-Authenticate', 'Basic', 'Upgrade', 'h2c'])).toEqual([
      'X-B',
      '1',
      'Set-Cookie',
      'a',
      'set-cookie',
      'b',
    ]);
  });

  it.each([
    ['keep-alive', null],
    ['close', null],
    ['Upgrade, keep-alive', null],
    ['X-One,  x-two ,close', ['x-one', 'x-two']],
    ['', null],
  ])('Connection: %s names %j', (value, names) => {
    expect(connectionTokens(value)).toEqual(names && new Set(names));
  });

  it('are dropped by lower-case name', () => {
    expect(without(['A', '1', 'b', '2', 'a', '3'], new Set(['a']))).toEqual(['b', '2']);
  });

  it('are set in the place of the first of that name, further ones go, and a new one comes last', () => {
    const set = [['Referer', 'ours']] as const;
    expect(edited(['a', '1', 'referer', 'x', 'b', '2', 'REFERER', 'y'], { set })).toEqual([
      'a',
      '1',
      'referer',
      'ours',
      'b',
      '2',
    ]);
    expect(edited(['a', '1'], { set })).toEqual(['a', '1', 'Referer', 'ours']);
  });
});
