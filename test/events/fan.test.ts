import { describe, expect, it } from 'vitest';
import { createFan } from '../../src/events/fan.ts';

const thrower = (): never => {
  throw new Error('listener at fault');
};

describe('a fan', () => {
  it('tells every listener in the order in which they subscribed', () => {
    const heard: string[] = [];
    const fan = createFan<number>(() => {});
    fan.subscribe((value) => heard.push(`a${value}`));
    fan.subscribe((value) => heard.push(`b${value}`));
    fan.emit(1);
    fan.emit(2);
    expect(heard).toEqual(['a1', 'b1', 'a2', 'b2']);
  });

  it('goes on past a listener that throws, keeps it, and reports it once', () => {
    const heard: number[] = [];
    const faults: unknown[] = [];
    let calls = 0;
    const fan = createFan<number>((fault) => faults.push(fault));
    fan.subscribe(() => {
      calls += 1;
      thrower();
    });
    fan.subscribe((value) => heard.push(value));
    for (const value of [1, 2, 3]) fan.emit(value);
    expect(heard).toEqual([1, 2, 3]);
    expect(calls).toBe(3);
    expect(faults).toEqual([new Error('listener at fault')]);
  });

  it('ends one subscription only, even while it tells and where one function is seated twice', () => {
    const heard: string[] = [];
    const fan = createFan<string>(thrower);
    const listener = (value: string) => heard.push(value);
    const leave = fan.subscribe(listener);
    fan.subscribe(() => leave());
    fan.subscribe(listener);
    fan.emit('x');
    fan.emit('y');
    expect(heard).toEqual(['x', 'x', 'y']);
  });
});
