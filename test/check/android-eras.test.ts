import { describe, expect, it } from 'vitest';
import { ANDROID_ERAS, versionsText } from '../../src/check/android-eras.ts';

describe('the eras of Android', () => {
  it('follow each other, from every old version to every one to come', () => {
    expect(ANDROID_ERAS.map(versionsText)).toEqual([
      'up to 4.4',
      '5 to 7.1.0',
      '7.1.1 to 9',
      '10 to 13',
      '14 and later',
    ]);
  });

  it('lose no version of TLS and no root', () => {
    for (const [place, era] of ANDROID_ERAS.slice(1).entries()) {
      const before = ANDROID_ERAS[place];
      expect(era.tls).toEqual(expect.arrayContaining([...(before?.tls ?? [])]));
      expect(before?.lacks).toEqual(expect.arrayContaining([...era.lacks]));
    }
  });

  it('are named together', () => {
    expect(versionsText({ first: null, last: null })).toBe('every version');
  });
});
