import { describe, expect, it } from 'vitest';
import { html } from '../../src/reports/html.ts';
import { material } from './made.ts';

const page = html(material());

describe('the page', () => {
  it('has the verdict, the headline, every rule, the timeline and the flows', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<span class="verdict fail">FAIL</span>');
    expect(page).toContain('fails: request:fail url not in domain list (errno 600002)');
    expect(page).toContain('refused; with debug on (version 0) a client is exempt');
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page).toContain('<code class="rule">udp-destination</code>');
    expect(page.indexOf('Now, and in the release build')).toBeLessThan(page.indexOf('<h2>Rules'));
  });

  it('needs nothing from outside and runs nothing', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|form|base)\b/i);
    expect(page).not.toMatch(/\son\w+=|javascript:|@import|url\(|\bsrc=|\bhref=(?!"#)/i);
    expect(page).toContain("default-src 'none'");
  });

  it('escapes what a client chose, and hides its secrets', () => {
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;\\u001b[2J');
    expect(page).not.toContain('\u001b');
    expect(page).not.toContain('s3cret');
  });

  it('has colours for light, dark and paper', () => {
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('@media print');
  });

  it('of nothing seen is no pass', () => {
    expect(html(material(null, []))).toContain('<span class="verdict not-seen">NOTHING SEEN</span>');
  });
});
