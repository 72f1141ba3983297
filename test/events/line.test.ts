import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { flowLines } from '../../src/events/line.ts';
import type { FlowEvent, Terminal } from '../../src/model/event.ts';
import { aborted, began, completed, failed, flowOf, judged, refused, violation } from './made.ts';

const noon = new Date(2026, 0, 31, 12, 0, 1, 23).getTime();
const plain = picocolors.createColors(false);
const tunnel = { method: 'CONNECT', url: 'other.mpgate.test:443' } as const;

const lines = (...events: readonly FlowEvent[]): readonly string[] =>
  flowLines(flowOf(...events), plain)
    .split('\n')
    .slice(0, -1);
const ends = (end: Terminal): Terminal => ({ ...end, at: noon });

describe('the lines of a flow', () => {
  it('say when, what, how it ended, how long it took, and who it was', () => {
    expect(lines(began('f'), ends(completed('f')))).toEqual([
      '12:00:01.023  GET https://echo.mpgate.test/hello  200  12 ms  wx0123… 127.0.0.1',
    ]);
  });

  it('say why a flow was refused, once, and what else was amiss', () => {
    const cause = violation('domain-allowlist', { message: 'b.test is not listed' });
    const warning = violation('referer', { effect: 'warn', message: 'replaced' });
    const events = [
      began('f', { ...tunnel, appid: null }),
      judged('f', 'tunnel', [], [warning, cause]),
      judged('f', 'request', [], [warning]),
      ends(refused('f', cause)),
    ];
    expect(lines(...events)).toEqual([
      '12:00:01.023  CONNECT other.mpgate.test:443  refused domain-allowlist  12 ms  127.0.0.1',
      '              b.test is not listed',
      '              referer: replaced',
    ]);
  });

  const waited: FlowEvent = { v: 1, type: 'flow.waited', at: 0, flow: 'f', waitedMs: 1500 };
  const cases: readonly (readonly [string, readonly FlowEvent[], string])[] = [
    ['a failure', [ends(failed('f', 'ECONNRESET', 'reset by peer'))], '  failed ECONNRESET  12 ms'],
    ['an abort', [ends(aborted('f'))], '  aborted by client  12 ms'],
    ['an unread tunnel', [ends(completed('f', 0, 'pinned'))], '  unread (pinned)  12 ms'],
    ['a wait', [waited, ends(completed('f'))], '  200  12 ms (waited 1.5 s)'],
    ['minutes', [{ ...ends(completed('f')), durationMs: 180_000 }], '  200  3 min'],
  ];
  it.each(cases)('%s', (_name, events, part) => expect(lines(began('f'), ...events)[0]).toContain(part));

  it('are none while a flow is open', () => expect(lines(began('f'))).toEqual([]));

  it('keep to 120 columns, with the front of a long URL', () => {
    const cause = violation('r', { message: 'm'.repeat(500) });
    const shown = lines(began('f', { url: `https://a.test/${'x'.repeat(5000)}` }), ends(refused('f', cause)));
    expect(shown.map((line) => line.length)).toEqual([120, 120]);
    expect(shown[0]).toContain('https://a.test/xxx');
  });

  it('cannot be forged: what a client chooses stays on its line, without escapes and secrets', () => {
    const evil = 'x\n12:00:01.023  GET https://bank.test/  200\u001b[2K\u009b1A\u202e';
    const cause = violation('r', { rule: evil, message: evil });
    const events = [
      began('f', { url: `https://a.test/?secret=hush&${evil}`, method: evil, appid: evil, device: evil }),
      judged('f', 'request', [], [violation('w', { effect: 'warn', message: evil })]),
      ends(refused('f', cause)),
    ];
    const shown = lines(...events);
    expect(shown).toHaveLength(3);
    expect(shown.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(shown.join('')).not.toContain('hush');
  });

  it('colour a refusal red, and only where colour is wanted', () => {
    const flow = flowOf(began('f'), ends(refused('f', violation('r'))));
    expect(flowLines(flow, picocolors.createColors(true))).toContain('\u001b[31mrefused r');
    expect(flowLines(flow, plain)).not.toContain('\u001b');
  });
});
