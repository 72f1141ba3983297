import { expect, it } from 'vitest';
import { VERSION_NUMBERS, VERSIONS, versionName } from '../../src/probe/versions.ts';

it('each version has its number and its name, from the oldest', () => {
  expect(VERSIONS.map((version) => VERSION_NUMBERS[version])).toEqual([0x0301, 0x0302, 0x0303, 0x0304]);
  expect(VERSIONS.map((version) => versionName(VERSION_NUMBERS[version]))).toEqual(VERSIONS);
});

it('names what is none of them as well', () => {
  expect(versionName(0x0300)).toBe('SSLv3');
  expect(versionName(0x0101)).toBe('0x0101');
});
