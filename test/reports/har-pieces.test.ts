import { expect, it } from 'vitest';
import type { Flow } from '../../src/events/flows.ts';
import { harPieces } from '../../src/reports/har-pieces.ts';
import { began, completed, flowOf } from '../events/made.ts';
import { harFaults } from '../support/har-faults.ts';

const many = (count: number): readonly Flow[] =>
  Array.from({ length: count }, (_, n) => flowOf(began(`f${n}`), completed(`f${n}`)));

it.each([0, 1, 1000])('makes one HAR of %i flows', (count) => {
  const har = JSON.parse([...harPieces(many(count))].join(''));
  expect(harFaults(har)).toEqual([]);
  expect(har.log.entries).toHaveLength(count);
});

it('makes no more than is asked for', () => {
  let taken = 0;
  const flows = many(1000);
  const counted = function* () {
    for (const flow of flows) {
      taken += 1;
      yield flow;
    }
  };
  const pieces = harPieces(counted());
  pieces.next();
  pieces.next();
  expect(taken).toBeLessThan(500);
});

it('leaves open flows out', () => {
  expect(JSON.parse([...harPieces([flowOf(began('open'))])].join('')).log.entries).toEqual([]);
});
