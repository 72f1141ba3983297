import { createFan } from '../events/fan.ts';
import type { Flow } from '../events/flows.ts';
import { startHar } from './har.ts';

const rethrow = (fault: unknown): never => {
  throw fault;
};

/** A HAR 1.2 of these flows, piece by piece, each made when it is asked for; open flows are left out. */
export function* harPieces(flows: Iterable<Flow>): Generator<string> {
  const told = createFan<Flow>(rethrow);
  let made = '';
  const finish = startHar(told, (text) => {
    made += text;
  });
  const taken = (): string => {
    const piece = made;
    made = '';
    return piece;
  };
  for (const flow of flows) {
    told.emit(flow);
    const piece = taken();
    if (piece) yield piece;
  }
  finish();
  yield taken();
}
