import { describe, expect, it } from 'vitest';
import type { AndroidAnswer } from '../../src/check/android-answers.ts';
import { ANDROID_ERAS } from '../../src/check/android-eras.ts';
import type { EraFinding } from '../../src/check/era-findings.ts';
import { androidRows } from '../../src/cli/android-rows.ts';
import { finding } from './checked.ts';

const old = { rule: 'tls-legacy', errMsg: 'request:fail ssl hand shake error', errno: 600001, message: 'Too new.' };
const { rule, errMsg, errno, message } = finding();
const all = { rule, errMsg, errno, message };
/** So many of the oldest have something of their own against the server, before what the newer ones have. */
const failing = (count: number, newer: readonly EraFinding[] = []): readonly AndroidAnswer[] =>
  ANDROID_ERAS.map(({ first, last }, place) => ({ first, last, findings: place < count ? [old, ...newer] : newer }));

describe('Android by its versions', () => {
  it('has the newest first, and versions that show the same together', () => {
    expect(androidRows({ android: failing(2), findings: [] })).toEqual([
      { versions: '7.1.1 and later', trouble: null },
      { versions: 'up to 7.1.0', trouble: 'request:fail ssl hand shake error (tls-legacy). Too new.' },
    ]);
  });

  it('names what is told of every phone, no more', () => {
    const [newest] = androidRows({ android: failing(1, [all]), findings: [finding()] });
    expect(newest).toEqual({ versions: '5 and later', trouble: 'cert-chain' });
  });

  it('is not worth a word where all show the same', () => {
    const rows = [failing(0), failing(5)].map((android) => androidRows({ android, findings: [] }));
    expect(rows).toEqual([[], []]);
  });
});
