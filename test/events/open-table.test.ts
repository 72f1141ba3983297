import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOpenTable } from '../../src/events/open-table.ts';

describe('what is open', () => {
  it('is found by its id until it is closed', () => {
    const table = createOpenTable<{ name: string }>();
    table.open('1', { name: 'one' });
    table.open('2', { name: 'two' });
    expect([table.get('1'), table.get('3'), table.size()]).toEqual([{ name: 'one' }, undefined, 2]);
    table.close('1');
    table.close('1');
    table.close('3');
    expect([table.get('1'), [...table.values()], table.size()]).toEqual([undefined, [{ name: 'two' }], 1]);
  });

  it('is what a Map would hold, whatever is opened and closed, in the order of a Map', () => {
    const moves = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), opens: fc.boolean() }));
    fc.assert(
      fc.property(moves, fc.integer({ min: 1, max: 3 }), (all, lag) => {
        const table = createOpenTable<{ id: string; at: number }>(lag);
        const model = new Map<string, { id: string; at: number }>();
        for (const [at, { id, opens }] of all.entries()) {
          if (opens) {
            table.open(id, { id, at });
            model.set(id, { id, at });
          } else {
            table.close(id);
            model.delete(id);
          }
          expect(table.size()).toBe(model.size);
          expect(new Set(table.values())).toEqual(new Set(model.values()));
          expect(table.get(id)).toEqual(model.get(id));
        }
      }),
    );
  });

  it('forgets what was closed so many closings ago: opened again, it comes last', () => {
    const table = createOpenTable<string>(1);
    for (const id of ['a', 'b']) {
      table.open(id, id);
      table.close(id);
    }
    for (const id of ['c', 'a']) table.open(id, id);
    expect([...table.values()]).toEqual(['c', 'a']);
  });
});
