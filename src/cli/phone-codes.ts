import { hostPort } from '../onboarding/host-port.ts';
import { phoneHosts } from '../onboarding/phone-addresses.ts';
import { qrModules } from '../onboarding/qr.ts';
import type { Shown } from './banner.ts';
import type { Palette } from './palette.ts';

/** Columns between codes, and before the first. */
const GAP = '  ';

/**
 * QR codes of the set-up page for a terminal, one for each address that a phone can reach, as many beside each other as fit. ''
 * where no phone can. `hosts`: those addresses.
 */
export const phoneCodes = (
  { listeners: [main] }: Pick<Shown, 'listeners'>,
  columns: number,
  colours: Palette,
  hosts: readonly string[] = main ? phoneHosts(main.host) : [],
): string => {
  if (!main || hosts.length === 0) return '';
  const codes = hosts.map((address) => codeLines(`http://${hostPort({ address, port: main.port })}/`, colours));
  const width = Math.max(...codes.map((code) => code.width)) + GAP.length;
  const abreast = Math.max(1, Math.floor(columns / width));
  const rows = Array.from({ length: Math.ceil(codes.length / abreast) }, (_, at) =>
    besides(codes.slice(at * abreast, (at + 1) * abreast)),
  );
  const scan = `${GAP}phone  scan to set up a phone in the same network`;
  const which = `${GAP}       one code for each network: take the one that the phone is in`;
  return ['', scan, ...(hosts.length > 1 ? [which] : []), ...rows].join('\n');
};

interface Code {
  readonly lines: readonly string[];
  /** Columns that each line takes. */
  readonly width: number;
}

const besides = (codes: readonly Code[]): string => {
  const height = Math.max(...codes.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    codes
      .map(({ lines, width }) => `${GAP}${lines[at] ?? ' '.repeat(width)}`)
      .join('')
      .trimEnd(),
  ).join('\n');
};

/** Two rows of modules are one line of text; the URL stands below. */
const codeLines = (url: string, colours: Palette): Code => {
  const rows = qrModules(url);
  const width = Math.max(rows.length, url.length);
  const lines = rows
    .filter((_, y) => y % 2 === 0)
    .map((row, at) => {
      const below = rows[at * 2 + 1] ?? [];
      return (
        paint(
          row.map((dark, x) => (dark ? 2 : 0) + (below[x] ? 1 : 0)),
          colours,
        ) + ' '.repeat(width - rows.length)
      );
    });
  return { lines: [...lines, url.padEnd(width)], width };
};

/** Upper dark 2, lower dark 1. */
const DARK = [' ', '▄', '▀', '█'];

/** Black on white whatever the terminal's colours; without colours it is taken for a dark one, as most are. */
const paint = (halves: readonly number[], { isColorSupported, bgWhiteBright, black }: Palette): string =>
  isColorSupported
    ? bgWhiteBright(black(halves.map((half) => DARK[half]).join('')))
    : halves.map((half) => DARK[3 - half]).join('');
