import colors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { checkText } from '../../src/cli/check-text.ts';
import { authorityOf } from '../support/facts.ts';
import { checkedHost, finding } from './checked.ts';

const plain = colors.createColors(false);
const bad = checkedHost({
  authority: authorityOf('[2001:db8::7]:8443'),
  findings: [finding({ platforms: ['android'] })],
});

describe('what was found, as text', () => {
  it('has a block for each host, those that fail last, and the count', () => {
    const lines = checkText([bad, checkedHost()], 'android', plain).split('\n');
    const heads = lines.filter((line) => /^[✓✗!]/.test(line));
    expect(heads).toEqual([
      '✓ api.shop.test:443  ios ✓  android ✓  strictest ✓',
      '✗ [2001:db8::7]:8443  ios ✓  android ✗  strictest ✓',
      '✗ 2 hosts, 1 of which fails on android',
    ]);
  });

  it('says what the client shows, how to mend it, and the line that shows the same', () => {
    const text = checkText([bad], 'strictest', plain);
    expect(text).toContain('error        cert-chain: api.shop.test does not send');
    expect(text).toContain('on android the client shows: request:fail ssl hand shake error (errno 600001)');
    expect(text).toContain('to mend it: Let the server send the intermediate certificates. (S0:149)');
    expect(text).toContain('$ openssl s_client -connect [2001:db8::7]:8443 -showcerts');
    expect(text).toMatch(/✓ 1 host, nothing that fails on the strictest phone$/);
  });

  it.each([80, 100])('keeps to %i columns, but for what must be copied whole', (width) => {
    const lines = checkText([bad, checkedHost({ pins: 'mismatch' })], 'ios', plain, width).split('\n');
    const long = lines.filter((line) => line.length > width && !line.includes('$ openssl'));
    expect(long).toEqual([]);
  });

  it('keeps control characters of a certificate away from the terminal', () => {
    const [leaf] = checkedHost().chain;
    if (!leaf) throw new Error('no leaf');
    expect(checkText([checkedHost({ chain: [{ ...leaf, subject: 'CN=\u001b[2Jx' }] })], 'ios', plain)).not.toContain(
      '\u001b',
    );
  });
});
