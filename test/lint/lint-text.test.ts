import { describe, expect, it } from 'vitest';
import { basisOfProfile } from '../../src/lint/basis.ts';
import { isSource, lintText } from '../../src/lint/lint-text.ts';
import { tcsas } from '../../src/profiles/tcsas.ts';

const basis = basisOfProfile(tcsas, true);
const judged = (file: string, text: string) =>
  lintText(file, text, basis).map(({ line, column, effect, rule }) => `${line}:${column} ${effect} ${rule}`);

describe('sources', () => {
  it.each(
    'a.js a.ts a.mjs a.cjs a.wxs a.wxml a.json a.jsx a.tsx a.vue a.qml a.swan a.ttml a.axml a.sjs x/A.JS'.split(' '),
  )('%s is one', (file) => expect(isSource(file)).toBe(true));

  it.each(
    'a.d.ts a.css a.md js a.schema.json package.json x/package-lock.json tsconfig.base.json project.config.json project.swan.json'.split(
      ' ',
    ),
  )('%s is none', (file) => {
    expect(isSource(file)).toBe(false);
    expect(judged(file, "'http://a.test'")).toEqual([]);
  });
});

it('findings stand in the order of the text', () => {
  const secret = 'c0ffee00c0ffee00c0ffee00';
  expect(
    judged('a.js', `appSecret = '${secret}';\n f(' http://a.test/?secret=${secret}');\r\nf("http://10.0.0.1")`),
  ).toEqual([
    '1:14 error forbidden-domain',
    '2:6 error scheme-https-wss',
    '2:21 error forbidden-domain',
    '3:4 error no-ip-literal',
  ]);
});

it('a secret that is put in at run time warns', () => {
  expect(judged('a.js', "f('https://a.test/?secret=' + secret)")).toEqual(['1:20 warn forbidden-domain']);
});

it('no message repeats a secret', () => {
  const text = "appSecret = 'c0ffee00'; f('https://a.test?secret=c0ffee00c0ffee00')";
  expect(JSON.stringify(lintText('a.js', text, basis))).not.toContain('c0ffee');
});

it('each kind of file is read as what it is', () => {
  expect(judged('a.ts', "<any>'http://a.test'")).toHaveLength(1);
  expect(judged('a.tsx', "<any>'http://a.test'</any>")).toHaveLength(0);
  expect(judged('a.wxml', "'http://a.test' <image src='http://a.test'/>")).toHaveLength(1);
  expect(judged('a.json', '{ /* "http://b.test" */ "a": "http:\\/\\/a.test" }')).toHaveLength(1);
});
