import { stripVTControlCharacters } from 'node:util';
import colors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { explainText } from '../../src/cli/explain-text.ts';
import { appSchema } from '../../src/config/app-schema.ts';
import { compile } from '../../src/config/compile.ts';
import { profiles } from '../../src/profiles/index.ts';
import { explain } from '../../src/rules/explain.ts';

const plain = colors.createColors(false);

const text = (url: string, colours = plain, domains: object = { request: ['https://api.shop.test'] }): string => {
  const profile = profiles.get('tcsas');
  if (!profile) throw new Error('no profile tcsas');
  const app = appSchema.parse({ appid: 'wx0123456789abcdef', name: 'Shop', domains });
  const { policy } = compile(app, profile, 'id');
  const answer = explain({ url }, policy);
  if (!answer) throw new Error('no URL');
  return explainText({ ...answer, url, api: null, policy }, colours);
};

describe('a refusal', () => {
  const lines = text('https://b.shop.test/v1').split('\n');

  it('says first that it is one, of what, and by whose rules', () => {
    expect(lines[0]).toBe('✗ refused  https://b.shop.test/v1');
    expect(lines[1]).toBe('           by Shop (wx0123456789abcdef), profile tcsas');
  });

  it('then what the client shows, why, by which rule and how to mend it, in this order', () => {
    const names = lines.slice(3, 12).flatMap((line) => /^ {2}([a-z][a-z ]*[a-z]) {2}/.exec(line)?.[1] ?? []);
    expect(names).toEqual(['the client shows', 'why', 'expected', 'actual', 'rule', 'to mend it']);
    expect(lines[3]).toBe('  the client shows  request:fail url not in domain list (errno 600002)');
  });

  it('then the rules, the gravest first; those with nothing to say share a paragraph', () => {
    const signs = lines.slice(9).flatMap((line) => /^ {2}([✗!✓·]) /.exec(line)?.[1] ?? []);
    expect(signs).toEqual([...signs].sort((a, b) => '✗!✓·'.indexOf(a) - '✗!✓·'.indexOf(b)));
    expect(lines.filter((line) => line.includes('✓ pass'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('· not seen'))).toHaveLength(1);
  });
});

it('a pass has no reasons', () => {
  const answer = text('https://api.shop.test/');
  expect(answer).toMatch(/^✓ allowed {2}https:\/\/api\.shop\.test\/\n/);
  expect(answer).not.toContain('the client shows');
  expect(answer).toContain('domain-allowlist');
});

it('keeps within 100 columns, long hosts and lists aside', () => {
  const many = Array.from({ length: 40 }, (_, index) => `https://host-${index}.shop.test`);
  for (const url of ['https://b.shop.test/', 'http://192.168.7.7/', 'https://localhost/']) {
    expect(
      text(url, plain, { request: many })
        .split('\n')
        .filter((line) => line.length > 100),
    ).toEqual([]);
  }
});

it('colours change nothing but colours', () => {
  const coloured = text('https://b.shop.test/', colors.createColors(true));
  expect(coloured).not.toBe(text('https://b.shop.test/'));
  expect(stripVTControlCharacters(coloured)).toBe(text('https://b.shop.test/'));
});
