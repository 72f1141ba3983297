import { describe, expect, it } from 'vitest';
import { createRecent, type Filter } from '../../src/events/recent.ts';
import { aborted, began, completed, failed, judged, refused, violation, world } from './made.ts';

const filled = (limit: number) => {
  const { bus, flows } = world();
  const recent = createRecent(limit, flows);
  const end = (id: string): void => {
    bus.emit(began(id));
    bus.emit(completed(id));
  };
  return { bus, recent, end };
};

describe('the recent flows', () => {
  it('hold at most the limit of finished ones; the one that finished first goes first', () => {
    const { bus, recent, end } = filled(3);
    bus.emit(began('slow'));
    for (const id of ['a', 'b', 'c']) end(id);
    bus.emit(completed('slow'));
    expect(recent.list({}).flows.map(({ id }) => id)).toEqual(['c', 'b', 'slow']);
    expect(recent.get('a')).toBeNull();
    end('d');
    expect(recent.list({}).flows.map(({ id }) => id)).toEqual(['d', 'c', 'slow']);
    expect([recent.size(), recent.dropped()]).toEqual([3, 2]);
  });

  it('show open flows among the others, never dropped for finished ones', () => {
    const { bus, recent, end } = filled(1);
    bus.emit(began('open'));
    for (const id of ['a', 'b', 'c']) end(id);
    expect(recent.list({}).flows.map(({ id, end: e }) => [id, e?.outcome ?? null])).toEqual([
      ['c', 'completed'],
      ['open', null],
    ]);
    expect(recent.get('open')?.end).toBeNull();
    expect(recent.size()).toBe(2);
  });

  it('hold nothing finished at a limit of 0', () => {
    const { recent, end } = filled(0);
    end('a');
    expect([recent.size(), recent.list({}).flows, recent.get('a')]).toEqual([0, [], null]);
  });

  it('page from the newest to the oldest, undisturbed by flows that begin meanwhile', () => {
    const { recent, end } = filled(100);
    for (let n = 1; n <= 5; n += 1) end(`f${n}`);
    const first = recent.list({ limit: 2 });
    end('f6');
    const second = recent.list({ limit: 2, before: first.next ?? undefined });
    const third = recent.list({ limit: 2, before: second.next ?? undefined });
    expect([first, second, third].map(({ flows }) => flows.map(({ id }) => id))).toEqual([
      ['f5', 'f4'],
      ['f3', 'f2'],
      ['f1'],
    ]);
    expect(third.next).toBeNull();
  });
});

describe('filters', () => {
  const { bus, recent } = filled(100);
  const events = [
    began('ok'),
    judged('ok', 'tunnel', ['method']),
    completed('ok'),
    began('no', { device: '10.0.0.2', host: 'b.test' }),
    refused('no', violation('method')),
    began('warned', { appid: 'wxother' }),
    judged('warned', 'request', [], [violation('referer', { effect: 'warn' })]),
    failed('warned'),
    began('gone', { appid: null }),
    aborted('gone'),
    began('still'),
  ];
  for (const event of events) bus.emit(event);

  const cases: readonly (readonly [Filter, readonly string[]])[] = [
    [{}, ['still', 'gone', 'warned', 'no', 'ok']],
    [{ outcome: 'completed' }, ['ok']],
    [{ outcome: 'refused' }, ['no']],
    [{ outcome: 'failed' }, ['warned']],
    [{ outcome: 'aborted' }, ['gone']],
    [{ outcome: 'open' }, ['still']],
    [{ rule: 'method' }, ['no']],
    [{ rule: 'referer' }, ['warned']],
    [{ rule: 'never' }, []],
    [{ appid: 'wxother' }, ['warned']],
    [{ device: '10.0.0.2' }, ['no']],
    [{ host: 'b.test' }, ['no']],
    [{ host: 'b.test', device: '127.0.0.1' }, []],
  ];
  it.each(cases)('%j', (filter, ids) => expect(recent.list(filter).flows.map(({ id }) => id)).toEqual(ids));
});

describe('the recent flows at hand', () => {
  const ids = (recent: ReturnType<typeof filled>['recent']) => recent.flows().map(({ began: { flow } }) => flow);

  it('come in the order in which they ended, the open ones last', () => {
    const { bus, recent, end } = filled(3);
    bus.emit(began('open'));
    for (const id of ['a', 'b', 'c', 'd', 'e']) end(id);
    expect(ids(recent)).toEqual(['c', 'd', 'e', 'open']);
  });

  it('are let go when asked, but for the open ones, and fill up again', () => {
    const { bus, recent, end } = filled(2);
    bus.emit(began('open'));
    for (const id of ['a', 'b', 'c']) end(id);
    recent.clear();
    expect([ids(recent), recent.size(), recent.dropped()]).toEqual([['open'], 1, 0]);
    for (const id of ['d', 'e', 'f']) end(id);
    expect([ids(recent), recent.dropped()]).toEqual([['e', 'f', 'open'], 1]);
  });
});
