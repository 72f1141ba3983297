import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type SetupPage, setupPage, setupPageCsp } from '../../src/onboarding/setup-page.ts';
import { en } from '../../src/onboarding/texts/en.ts';
import { zh } from '../../src/onboarding/texts/zh.ts';

const GATE = { address: '192.168.1.20', port: 8080 };
const page = (changes: Partial<SetupPage> = {}): string =>
  setupPage({
    texts: en,
    proxy: GATE,
    seen: null,
    codes: [GATE],
    codesFirst: false,
    fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'),
    scheme: 'http',
    language: 'en',
    otherLanguage: 'zh',
    ...changes,
  });

describe('the set-up page', () => {
  it('says what to enter, what to install and where', () => {
    const html = page();
    for (const text of ['192.168.1.20', '8080', 'http://192.168.1.20:8080/proxy.pac', 'AB:AB:AB:AB:AB:AB:AB:AB']) {
      expect(html).toContain(text);
    }
    for (const path of ['/ca.mobileconfig', '/ca.cer', '/ca.crt', '/ca.pem']) expect(html).toContain(`href="${path}"`);
    expect(html).toContain('Certificate Trust Settings');
  });

  it('loads nothing from elsewhere and runs nothing that stands in it', () => {
    const html = page();
    expect(html).not.toMatch(/(src|href)="(?!\/|http:\/\/192\.168\.1\.20:8080\/")/);
    expect(html).not.toMatch(/ on\w+=| style=|<script(?! src="\/self-test\.js">)/);
    const [, css = ''] = /<style>(.*)<\/style>/s.exec(html) ?? [];
    expect(setupPageCsp).toContain(`'sha256-${createHash('sha256').update(css).digest('base64')}'`);
    expect(setupPageCsp).toContain("default-src 'none'");
    expect(setupPageCsp).not.toContain('unsafe');
  });

  it('is Chinese for whoever reads that', () => {
    expect(page({ texts: zh })).toMatch(/<html lang="zh-CN">.*证书信任设置/s);
  });

  it('tells of an address translation in place of a script that would lead nowhere', () => {
    const html = page({ seen: { address: '172.17.0.2', port: 8080 } });
    expect(html).toContain('The gate itself sees 172.17.0.2:8080 here');
    expect(html).not.toContain('proxy.pac');
  });

  it('has a code for each address, before all else where it is read on another screen', () => {
    const codes = [GATE, { address: '10.0.0.5', port: 8080 }];
    expect(page({ codes }).match(/<svg/g)).toHaveLength(2);
    const first = page({ codes, codesFirst: true });
    expect(first.indexOf('<svg')).toBeLessThan(first.indexOf(en.proxy.title));
    expect(page({ codes }).indexOf('<svg')).toBeGreaterThan(page().indexOf(en.proxy.title));
  });

  it('offers a profile with Wi-Fi where the phone has reached the address that it would name', () => {
    const form = '<form action="/ca.mobileconfig">';
    expect(page()).toContain(form);
    expect(page({ codesFirst: true })).not.toContain(form);
    expect(page({ seen: { address: '172.17.0.2', port: 8080 } })).not.toContain(form);
  });

  it('escapes what it fills in', () => {
    const html = page({ proxy: { address: '<b>"&', port: 1 }, fingerprint: '<i>' });
    expect(html).not.toMatch(/<b>"|<i>/);
  });

  it('asks itself with TLS where it came with TLS', () => {
    expect(page()).toContain('data-url="http://mpgate.test/test/proxy?lang=en"');
    expect(page({ scheme: 'https' })).toContain('data-url="https://mpgate.test/test/proxy?lang=en"');
  });
});
