import { describe, expect, it } from 'vitest';
import { record } from '../../src/events/record.ts';
import { aborted, began, completed, failed, flowOf, judged, refused, violation } from './made.ts';

const ended = { at: 1_700_000_000_012, durationMs: 12, bytesUp: 3, bytesDown: 7 };
const cause = violation('domain-allowlist');

describe('a flow record', () => {
  it.each([
    [completed('f', 404), { outcome: 'completed', ...ended, status: 404, spliced: null }],
    [completed('f', 0, 'pinned'), { outcome: 'completed', ...ended, status: 0, spliced: 'pinned' }],
    [refused('f', cause), { outcome: 'refused', ...ended, cause, how: 'cut' }],
    [failed('f', 'EPIPE', 'broken'), { outcome: 'failed', ...ended, code: 'EPIPE', message: 'broken' }],
    [aborted('f'), { outcome: 'aborted', ...ended, by: 'client' }],
  ])('ends as case %#', (terminal, end) => expect(record(flowOf(began('f'), terminal)).end).toEqual(end));

  it('is plain data: what began it, each stage, and null while it is open', () => {
    const { v: _v, type: _type, flow: id, ...rest } = began('f');
    const flow = flowOf(began('f'), judged('f', 'tunnel', ['a'], [cause]));
    expect(record(flow)).toEqual({
      id,
      ...rest,
      verdicts: [{ stage: 'tunnel', at: 1_700_000_000_001, passed: ['a'], violations: [cause], unchecked: [] }],
      waitedMs: 0,
      end: null,
    });
    expect(structuredClone(record(flow))).toEqual(record(flow));
  });
});
