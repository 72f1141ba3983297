import scan from 'jsqr';
import { expect, it } from 'vitest';
import { qrModules, qrSvg } from '../../src/onboarding/qr.ts';

const URL_TEXT = 'http://192.168.1.20:8080/';

it('is square, with four modules of white around it', () => {
  const rows = qrModules(URL_TEXT);
  expect(rows.every((row) => row.length === rows.length)).toBe(true);
  expect([...rows.slice(0, 4), ...rows.slice(-4)].flat()).not.toContain(true);
  expect(rows.flatMap((row) => [...row.slice(0, 4), ...row.slice(-4)])).not.toContain(true);
  // The finder pattern in its corner.
  expect(rows[4]?.slice(4, 12)).toEqual([true, true, true, true, true, true, true, false]);
});

it('is an image with a name, without a style that the page’s policy would refuse', () => {
  const { html } = qrSvg(URL_TEXT);
  expect(html).toMatch(/^<svg [^>]*role="img" aria-label="http:\/\/192\.168\.1\.20:8080\/"/);
  expect(html).not.toContain('style');
});

it('scans', () => {
  const scale = 4;
  const rows = qrModules(URL_TEXT);
  const side = rows.length * scale;
  const pixels = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < side * side; at += 1) {
    const dark = rows[Math.floor(at / side / scale)]?.[Math.floor((at % side) / scale)] ?? false;
    pixels.set(dark ? [0, 0, 0, 255] : [255, 255, 255, 255], at * 4);
  }
  expect(scan.default(pixels, side, side)?.data).toBe(URL_TEXT);
});
