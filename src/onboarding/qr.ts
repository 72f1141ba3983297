import { encode } from 'uqr';
import { type Markup, markup } from '../reports/html/markup.ts';

/** Modules of white around a code, as readers want them (ISO/IEC 18004, 9.1). */
const QUIET = 4;

/** A QR code, rows of modules with the quiet zone; true: dark. */
export const qrModules = (text: string): readonly (readonly boolean[])[] =>
  encode(text, { ecc: 'M', border: QUIET }).data;

/** A QR code as an image in the page; always dark on white, for readers do not take the inverse. */
export const qrSvg = (text: string): Markup => {
  const rows = qrModules(text);
  const size = rows.length;
  const path = rows.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return markup`<svg viewBox="0 0 ${size} ${size}" width="232" height="232" role="img" aria-label="${text}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
};
