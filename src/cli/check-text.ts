import type { HostCheck } from '../check/check-host.ts';
import type { Look } from '../check/look.ts';
import { PLATFORMS, type PlatformFinding } from '../check/platform-findings.ts';
import type { Platform } from '../model/facts.ts';
import { androidRows } from './android-rows.ts';
import { hostText } from './host-text.ts';
import { isFine } from './is-fine.ts';
import { lookRows } from './look-rows.ts';
import { opensslLine } from './openssl-line.ts';
import type { Palette } from './palette.ts';
import { visible, WIDTH, wrap } from './wrap.ts';

/** A block for each host, those that fail nowhere first, and the count. `width`: columns that the text keeps to. */
export const checkText = (
  checks: readonly HostCheck[],
  platform: Platform,
  colours: Palette,
  width = WIDTH,
): string => {
  const order = [...checks].sort((a, b) => Number(isFine(b, platform)) - Number(isFine(a, platform)));
  const draw = new Draw(platform, colours, width);
  const isShort = ({ findings, chain }: HostCheck): boolean =>
    checks.length > SHOWN_WHOLE && findings.every(isMild) && chain.length > 0;
  const short = order.filter(isShort);
  const whole = order.filter((one) => !isShort(one)).flatMap((one) => [...draw.host(one), '']);
  return [...(short.length > 0 ? [...draw.list(short), ''] : []), ...whole, draw.sum(checks)].join('\n');
};

/** Of more hosts than these, those that fail nowhere are shown in short. */
const SHOWN_WHOLE = 3;

const isMild = ({ effect }: PlatformFinding): boolean => effect === 'warn';

/** Columns of the names on the left. */
const LABEL = 15;

class Draw {
  readonly #platform: Platform;
  readonly #colours: Palette;
  readonly #width: number;

  constructor(platform: Platform, colours: Palette, width: number) {
    this.#platform = platform;
    this.#colours = colours;
    this.#width = width;
  }

  host(check: HostCheck): readonly string[] {
    const { looks, findings, authority } = check;
    // A line that shows several findings stands under the first of them.
    const lines = new Set(findings.map((finding) => opensslLine(finding, authority)));
    return [
      this.#head(check),
      ...this.#row('address', looks.map(addressText).join(', ')),
      ...this.#shown(check),
      ...this.#byVersion(check),
      ...findings.flatMap((finding) => {
        const line = opensslLine(finding, authority);
        const shell = lines.delete(line) ? [`  ${''.padEnd(LABEL - 2)}${this.#colours.dim(`$ ${line}`)}`] : [];
        return [...this.#finding(finding), ...shell];
      }),
    ];
  }

  /** Hosts that fail nowhere, a line each, and until when that holds; then each warning once. */
  list(checks: readonly HostCheck[]): readonly string[] {
    const most = Math.max(...checks.map(({ authority }) => hostText(authority).length));
    const lines = checks.map((check) => {
      const ends = Math.min(...check.chain.map(({ notAfter }) => notAfter));
      const pad = ' '.repeat(most - hostText(check.authority).length);
      return `${this.#head(check, pad)}  until ${new Date(ends).toISOString().slice(0, 10)}`;
    });
    const rules = [...new Set(checks.flatMap(({ findings }) => findings.map(({ rule }) => rule)))];
    const what = rules.length > 0 ? 'Nothing fails' : 'Nothing is amiss';
    const hint = this.#colours.dim(`  ${what} with these; name one alone to see it whole.`);
    return [...lines, ...rules.flatMap((rule) => this.#warning(rule, checks)), hint];
  }

  /** As the first host has it, and the names of the others. */
  #warning(rule: string, checks: readonly HostCheck[]): readonly string[] {
    const [first, ...others] = checks.filter(({ findings }) => findings.some((one) => one.rule === rule));
    const finding = first?.findings.find((one) => one.rule === rule);
    const told = finding ? this.#finding(finding) : [];
    if (others.length === 0) return told;
    const names = others.map(({ authority }) => hostText(authority)).join(', ');
    return [...told, ...this.#beside(`  ${''.padEnd(LABEL - 2)}`, `likewise: ${names}`)];
  }

  #head(check: HostCheck, pad = ''): string {
    const name = this.#colours.bold(visible(hostText(check.authority)));
    return `${this.#sign(check)} ${name}${pad}  ${this.#phones(check)}`;
  }

  sum(checks: readonly HostCheck[]): string {
    const failed = checks.filter((one) => !isFine(one, this.#platform)).length;
    const count = `${checks.length} ${checks.length === 1 ? 'host' : 'hosts'}`;
    const phones = `on ${this.#platform === 'strictest' ? 'the strictest phone' : this.#platform}`;
    if (failed === 0) return this.#colours.green(`✓ ${count}, nothing that fails ${phones}`);
    return this.#colours.red(`✗ ${count}, ${failed} of which ${failed === 1 ? 'fails' : 'fail'} ${phones}`);
  }

  #sign(check: HostCheck): string {
    if (!isFine(check, this.#platform)) return this.#colours.red('✗');
    return check.findings.length > 0 ? this.#colours.yellow('!') : this.#colours.green('✓');
  }

  #phones(check: HostCheck): string {
    const words = PLATFORMS.map((platform) =>
      isFine(check, platform) ? this.#colours.green(`${platform} ✓`) : this.#colours.red(`${platform} ✗`),
    );
    return words.join('  ');
  }

  #shown(check: HostCheck): readonly string[] {
    return lookRows(check).flatMap(({ addresses, rows }, place) => [
      ...(place > 0 ? this.#beside('  ', `but at ${addresses.join(', ')}`) : []),
      ...rows.flatMap(([name, text]) => this.#row(name, text)),
    ]);
  }

  #byVersion(check: HostCheck): readonly string[] {
    const rows = androidRows(check).map(({ versions, trouble }) =>
      trouble === null ? `${versions} ✓` : `${versions} ✗ ${trouble}`,
    );
    return rows.flatMap((text, place) => this.#row(place === 0 ? 'android' : '', text));
  }

  #finding(finding: PlatformFinding): readonly string[] {
    const { rule, effect, message, platforms, errMsg, errno, fix, source } = finding;
    const phones = platforms.length === PLATFORMS.length ? 'every phone' : platforms.join(', ');
    const paint = effect === 'error' ? this.#colours.red : this.#colours.yellow;
    const shows = effect === 'warn' ? 'nothing yet' : `${errMsg}${errno === null ? '' : ` (errno ${errno})`}`;
    return [
      ...this.#beside(`  ${paint(effect.padEnd(LABEL - 4))}  `, `${rule}: ${message}`),
      ...this.#beside(`  ${''.padEnd(LABEL - 2)}`, `on ${phones} the client shows: ${shows}`),
      ...this.#beside(`  ${''.padEnd(LABEL - 2)}`, `to mend it: ${fix} (${source})`),
    ];
  }

  #row(name: string, text: string): readonly string[] {
    return this.#beside(`  ${this.#colours.dim(name.padEnd(LABEL - 2))}`, text);
  }

  #beside(head: string, text: string): readonly string[] {
    const [first = '', ...rest] = wrap(text, this.#width - LABEL);
    return [`${head}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(LABEL)}${line}`)];
  }
}

const addressText = ({ address, trouble }: Look): string => {
  if (!trouble) return address;
  return `${address} (${trouble.where === 'here' ? 'no way to it from here' : 'no answer'})`;
};
