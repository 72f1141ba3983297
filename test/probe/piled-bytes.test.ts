import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PiledBytes } from '../../src/probe/piled-bytes.ts';

it('gives bytes back in the order in which they came, however they were cut', () => {
  const steps = fc.array(fc.oneof(fc.uint8Array({ maxLength: 3_000 }), fc.nat(2_000)), { maxLength: 30 });
  fc.assert(
    fc.property(steps, (list) => {
      const pile = new PiledBytes();
      let model = Buffer.alloc(0);
      for (const step of list) {
        if (typeof step === 'number') {
          const length = Math.min(step, model.length);
          expect(pile.take(length).equals(model.subarray(0, length))).toBe(true);
          model = model.subarray(length);
        } else {
          pile.add(step);
          model = Buffer.concat([model, step]);
        }
        expect(pile.length).toBe(model.length);
        if (model.length >= 3) expect(pile.number(1, 2)).toBe(model.readUInt16BE(1));
      }
    }),
  );
});

it('what was taken does not change with what comes after', () => {
  const pile = new PiledBytes();
  pile.add(Buffer.from('abcd'));
  const taken = pile.take(2);
  pile.add(Buffer.alloc(5_000, 'x'));
  expect(String(taken)).toBe('ab');
});

it('a megabyte in pieces of one byte is not moved for each of them', () => {
  const pile = new PiledBytes();
  const began = performance.now();
  for (let i = 0; i < 1_000_000; i++) pile.add(Buffer.of(7));
  expect(pile.length).toBe(1_000_000);
  expect(performance.now() - began).toBeLessThan(5_000);
});
