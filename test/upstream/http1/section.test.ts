import { describe, expect, it } from 'vitest';
import { Section } from '../../../src/upstream/http1/section.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const WHOLE = 'A: 1\r\nB: \xe9\r\n\r\n';

describe('a section', () => {
  it('ends with its empty line, wherever it is cut', () => {
    for (let cut = 1; cut < WHOLE.length; cut += 1) {
      const section = new Section(100);
      expect(section.take(bytes(WHOLE.slice(0, cut)), 0)).toBe(-1);
      const rest = bytes(`${WHOLE.slice(cut)}behind`);
      expect(rest.toString('latin1', section.take(rest, 0))).toBe('behind');
      expect(section.text).toBe('A: 1\r\nB: \xe9');
    }
  });

  it('begins at an offset, and may have begun before', () => {
    const section = new Section(100, '\r\n');
    expect(section.take(bytes('xx\r\nyy'), 2)).toBe(4);
    expect(section.text).toBe('');
    const other = new Section(100, '\r\n');
    expect(other.take(bytes('xxA: 1\r\n\r\nyy'), 2)).toBe(10);
    expect(other.text).toBe('\r\nA: 1');
  });

  it.each([
    [20, true],
    [19, false],
  ])('of 20 bytes in a limit of %i passes: %s', (limit, passes) => {
    const text = `A: ${'x'.repeat(17)}\r\n\r\n`;
    for (const cut of [0, 1, 12, 19, 21, 23]) {
      const take = () => {
        const section = new Section(limit);
        if (cut > 0) section.take(bytes(text.slice(0, cut)), 0);
        return section.take(bytes(text.slice(cut)), 0);
      };
      if (passes) expect(take()).toBe(text.length - cut);
      else expect(take).toThrow(expect.objectContaining({ code: 'HEADERS_OVERFLOW' }));
    }
  });

  it('without end is found out at its limit, however much comes at once', () => {
    const section = new Section(100);
    expect(() => section.take(Buffer.alloc(1_000_000, 'a'), 0)).toThrow(/longer than 100 bytes/);
  });

  it.each(['A: 1\n', 'A: 1\r\nB\n', '\n'])('that goes on with a bare LF is refused before its end: %j', (text) => {
    const drip = () => {
      const section = new Section(100);
      for (const one of text) section.take(bytes(one), 0);
    };
    expect(() => new Section(100).take(bytes(text), 0)).toThrow(/bare LF/);
    expect(drip).toThrow(/bare LF/);
  });

  it('of 64 KiB may come a byte at a time', () => {
    const section = new Section(65_536);
    const text = bytes(`A: ${'x'.repeat(65_000)}\r\n\r\n`);
    let end = -1;
    for (let at = 0; at < text.length; at += 1) end = section.take(text.subarray(at, at + 1), 0);
    expect([end, section.text.length]).toEqual([1, 65_003]);
  });
});
