import type { HostCheck } from '../check/check-host.ts';
import { PLATFORMS, type PlatformFinding } from '../check/platform-findings.ts';
import type { CertificateFacts, Platform } from '../model/facts.ts';
import { keyText } from './check-json.ts';
import { hostText } from './host-text.ts';
import { isFine } from './is-fine.ts';
import { opensslLine } from './openssl-line.ts';
import type { Palette } from './palette.ts';
import { serverRows } from './server-rows.ts';
import { visible, WIDTH, wrap } from './wrap.ts';

/** A block for each host, those with nothing amiss first, and the count. `width`: columns that the text keeps to. */
export const checkText = (
  checks: readonly HostCheck[],
  platform: Platform,
  colours: Palette,
  width = WIDTH,
): string => {
  const order = [...checks].sort((a, b) => Number(isFine(b, platform)) - Number(isFine(a, platform)));
  const draw = new Draw(platform, colours, width);
  return [...order.flatMap((one) => [...draw.host(one), '']), draw.sum(checks)].join('\n');
};

/** Columns of the names on the left. */
const LABEL = 15;
const pinWords = { match: ' matches the app file', mismatch: ' is none of those in the app file', none: '' };

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
    const { authority, looks, findings } = check;
    const place = hostText(authority);
    return [
      `${this.#sign(check)} ${this.#colours.bold(visible(place))}  ${this.#phones(check)}`,
      ...this.#row(
        'address',
        looks.map(({ address, trouble }) => (trouble ? `${address} (no answer)` : address)).join(', '),
      ),
      ...this.#shown(check),
      ...findings.flatMap((finding) => this.#finding(finding, check)),
    ];
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

  #shown({ chain, server, pins }: HostCheck): readonly string[] {
    const [leaf] = chain;
    if (!leaf || !server) return [];
    return [
      ...chain.flatMap((certificate, place) =>
        this.#row(place === 0 ? 'certificate' : 'behind it', certificateText(certificate)),
      ),
      ...serverRows(server).flatMap(([name, text]) => this.#row(name, text)),
      ...this.#row('pin', `${leaf.spki}${pinWords[pins]}`),
    ];
  }

  #finding(finding: PlatformFinding, { authority }: HostCheck): readonly string[] {
    const { rule, effect, message, platforms, errMsg, errno, fix, source } = finding;
    const paint = effect === 'error' ? this.#colours.red : this.#colours.yellow;
    const shows = effect === 'warn' ? 'nothing yet' : `${errMsg}${errno === null ? '' : ` (errno ${errno})`}`;
    return [
      ...this.#beside(`  ${paint(effect.padEnd(LABEL - 4))}  `, `${rule}: ${message}`),
      ...this.#beside(`  ${''.padEnd(LABEL - 2)}`, `on ${platforms.join(', ')} the client shows: ${shows}`),
      ...this.#beside(`  ${''.padEnd(LABEL - 2)}`, `to mend it: ${fix} (${source})`),
      `  ${''.padEnd(LABEL - 2)}${this.#colours.dim(`$ ${opensslLine(rule, authority)}`)}`,
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

const certificateText = ({ subject, issuer, keyType, keyBits, signatureHash, notAfter }: CertificateFacts): string =>
  `${subject}, ${keyText(keyType, keyBits)}, signed by ${issuer} with ${signatureHash.toUpperCase()}, until ${new Date(notAfter).toISOString().slice(0, 10)}`;
