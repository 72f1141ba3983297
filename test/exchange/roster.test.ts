import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Roster, type Seat } from '../../src/exchange/roster.ts';

describe('a roster', () => {
  it('holds what came, in order, until it leaves', () => {
    const roster = new Roster<string>();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => roster.add(name));
    expect([[...roster], roster.size, roster.first, roster.last]).toEqual([['a', 'b', 'c'], 3, 'a', 'c']);
    b?.leave();
    b?.leave();
    expect([[...roster], roster.size]).toEqual([['a', 'c'], 2]);
    a?.leave();
    c?.leave();
    expect([[...roster], roster.size, roster.first, roster.last]).toEqual([[], 0, null, null]);
  });

  it('passes over what leaves before its turn, and over what comes after', () => {
    const roster = new Roster<string>();
    const seats = new Map(['a', 'b', 'c'].map((name) => [name, roster.add(name)]));
    const seen: string[] = [];
    for (const name of roster) {
      seen.push(name);
      seats.get(name)?.leave();
      seats.get('b')?.leave();
      roster.add('d');
    }
    expect(seen).toEqual(['a', 'c']);
    expect([...roster]).toEqual(['d', 'd']);
  });

  it('is as a Set is, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(7)), (moves) => {
        const roster = new Roster<number>();
        const model = new Set<number>();
        const seats = new Map<number, Seat>();
        for (const one of moves) {
          if (model.delete(one)) seats.get(one)?.leave();
          else {
            model.add(one);
            seats.set(one, roster.add(one));
          }
          expect([[...roster], roster.size]).toEqual([[...model], model.size]);
        }
      }),
    );
  });
});
