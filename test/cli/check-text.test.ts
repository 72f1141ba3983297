import colors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { checkText } from '../../src/cli/check-text.ts';
import { authorityOf } from '../support/facts.ts';
import { checkedHost, finding, lookAt, serverFacts } from './checked.ts';

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

  it('has hosts with nothing amiss in a list where there are many, and says so', () => {
    const names = ['api.shop.test', 'a.longer.shop.test:8443', 'api.shop.test'];
    const fine = names.map((name) => checkedHost({ authority: authorityOf(name) }));
    const [first, second, third, hint, none, head] = checkText([bad, ...fine], 'android', plain, 80).split('\n');
    expect([first, second]).toEqual([
      '✓ api.shop.test:443        ios ✓  android ✓  strictest ✓  until 2026-07-31',
      '✓ a.longer.shop.test:8443  ios ✓  android ✓  strictest ✓  until 2026-07-31',
    ]);
    expect([third, none]).toEqual([first, '']);
    expect(hint).toContain('name one alone');
    expect(head).toMatch(/^✗ \[2001:db8::7\]:8443/);
    const unseen = checkedHost({ chain: [] });
    for (const others of [
      [bad, checkedHost()],
      [unseen, unseen, unseen, unseen],
    ])
      expect(checkText(others, 'android', plain)).not.toContain('name one alone');
  });

  it('tells of what it warns of many hosts once, with their names', () => {
    const warned = finding({ rule: 'tls-legacy', effect: 'warn', message: 'It speaks TLSv1.3 only.' });
    const hosts = ['a.shop.test', 'b.shop.test', 'c.shop.test'].map((name) =>
      checkedHost({ authority: authorityOf(name), findings: [warned] }),
    );
    const lines = checkText([bad, checkedHost(), ...hosts], 'android', plain, 80).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '✓ api.shop.test:443  ios ✓  android ✓  strictest ✓  until 2026-07-31',
      '! a.shop.test:443    ios ✓  android ✓  strictest ✓  until 2026-07-31',
      '! b.shop.test:443    ios ✓  android ✓  strictest ✓  until 2026-07-31',
      '! c.shop.test:443    ios ✓  android ✓  strictest ✓  until 2026-07-31',
      '  warn         tls-legacy: It speaks TLSv1.3 only.',
    ]);
    expect(lines.filter((line) => /likewise|with these/.test(line))).toEqual([
      '               likewise: b.shop.test:443, c.shop.test:443',
      '  Nothing fails with these; name one alone to see it whole.',
    ]);
  });

  it('has what another address shows differently, and what did not answer', () => {
    const trouble = (where: 'here' | 'there') => ({ text: 'no', where });
    const none = { facts: null, server: null };
    const other = lookAt('203.0.113.8', { server: serverFacts({ withoutName: 'refused' }) });
    const dead = [
      lookAt('203.0.113.9', { ...none, trouble: trouble('there') }),
      lookAt('2001:db8::7', { ...none, trouble: trouble('here') }),
    ];
    const text = checkText([checkedHost({ looks: [lookAt('203.0.113.7'), other, ...dead] })], 'ios', plain, 120);
    expect(text).toContain(
      'address      203.0.113.7, 203.0.113.8, 203.0.113.9 (no answer), 2001:db8::7 (no way to it from here)\n',
    );
    expect(text).toMatch(/\n {2}but at 203\.0\.113\.8\n {2}also {9}refuses clients that send no name/);
  });

  it('says of every phone what all show, and one line of OpenSSL once', () => {
    const both = [finding(), finding({ rule: 'cert-self-signed' })];
    const text = checkText([checkedHost({ findings: both })], 'ios', plain);
    expect(text.match(/on every phone the client shows/g)).toHaveLength(2);
    expect(text.match(/\$ openssl/g)).toHaveLength(1);
  });

  it('keeps control characters of a certificate away from the terminal', () => {
    const [leaf] = checkedHost().chain;
    if (!leaf) throw new Error('no leaf');
    expect(checkText([checkedHost({ chain: [{ ...leaf, subject: 'CN=\u001b[2Jx' }] })], 'ios', plain)).not.toContain(
      '\u001b',
    );
  });
});
