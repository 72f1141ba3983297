import { describe, expect, it } from 'vitest';
import { clip, clipBegan, clipViolation } from '../../src/events/clip.ts';
import { began, violation } from './made.ts';

const long = 'x'.repeat(70_000);

describe('clip', () => {
  it.each([
    ['', ''],
    ['short', 'short'],
    ['y'.repeat(2048), 'y'.repeat(2048)],
    ['y'.repeat(2049), `${'y'.repeat(2048)}…`],
    [`${'é'.repeat(2048)}!`, `${'é'.repeat(2048)}…`],
  ])('case %#', (text, kept) => expect(clip(text)).toBe(kept));

  it('leaves an event alone where nothing is too long', () => {
    const event = began('1');
    expect(clipBegan(event)).toBe(event);
    const one = violation('r');
    expect(clipViolation(one)).toBe(one);
  });

  it('bounds every text that a client chooses', () => {
    const kept = clipBegan(began('1', { url: long, host: long, method: long, appid: long }));
    expect([kept.url, kept.host, kept.method, kept.appid].map((text) => text?.length)).toEqual([
      2049, 2049, 2049, 2049,
    ]);
    const found = clipViolation(violation('r', { actual: long, message: long }));
    expect([found.actual?.length, found.message.length, found.expected]).toEqual([2049, 2049, null]);
  });
});
