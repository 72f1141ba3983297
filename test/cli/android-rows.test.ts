import { describe, expect, it } from 'vitest';
import type { AndroidAnswer } from '../../src/check/android-answers.ts';
import { ANDROID_ERAS } from '../../src/check/android-eras.ts';
import { androidRows } from '../../src/cli/android-rows.ts';

const finding = { rule: 'tls-legacy', errMsg: 'request:fail ssl hand shake error', errno: 600001, message: 'Too new.' };
const failing = (count: number): readonly AndroidAnswer[] =>
  ANDROID_ERAS.map(({ first, last }, place) => ({ first, last, findings: place < count ? [finding] : [] }));

describe('Android by its versions', () => {
  it('has versions that show the same together', () => {
    expect(androidRows(failing(2))).toEqual([
      { versions: 'up to 7.1.0', trouble: 'tls-legacy: Too new. They show: request:fail ssl hand shake error' },
      { versions: '7.1.1 and later', trouble: null },
    ]);
  });

  it('is not worth a word where all show the same', () => {
    expect([androidRows(failing(0)), androidRows(failing(5))]).toEqual([[], []]);
  });
});
