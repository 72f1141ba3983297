import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedFor, originForm } from '../../src/downstream/origin-form.ts';
import { edits, mutate } from '../support/mutate.ts';

const head = (...lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
/** All that its server gets. */
const sentOf = (bytes: Buffer): Buffer | null => {
  const form = originForm(bytes);
  return form && Buffer.concat([form.head, bytes.subarray(form.end)]);
};
const LINE = 'POST http://short.test/mmtls/1?a=b HTTP/1.1';
const MMTLS = Buffer.concat([
  head(LINE, 'Host: short.test', 'X: \xff', 'Upgrade: mmtls'),
  Buffer.from([0, 255, 13, 10]),
]);

describe('what a server gets', () => {
  it.each([
    [
      'an upgrade as it is',
      [LINE, 'upgrade: mmtls', 'Connection: x'],
      ['POST /mmtls/1?a=b HTTP/1.1', 'upgrade: mmtls', 'Connection: x'],
    ],
    [
      'any other one, with a close',
      ['GET http://a.test HTTP/1.1', 'connection: keep-alive', 'Keep-Alive: timeout=5', 'A: b'],
      ['GET / HTTP/1.1', 'A: b', 'Connection: close'],
    ],
    ['a query alone', ['GET http://a.test?b HTTP/1.0'], ['GET /?b HTTP/1.0', 'Connection: close']],
    [
      'nothing that is for proxies',
      [LINE, 'Upgrade: x', 'Proxy-Connection: keep-alive', 'proxy-authorization: Basic YQ=='],
      ['POST /mmtls/1?a=b HTTP/1.1', 'Upgrade: x'],
    ],
  ])('%s', (_, asked, sent) => {
    expect(String(sentOf(head(...asked)))).toBe(String(head(...sent)));
  });

  it('what came behind the head, byte for byte', () => {
    const whole = MMTLS.toString('latin1');
    expect(sentOf(MMTLS)?.toString('latin1')).toBe(whole.replace('http://short.test', ''));
  });
});

it('method, host and login are told', () => {
  const asked = head(LINE.replace('short.test', 'Short.Test:8080'), 'Proxy-Authorization: Basic YQ==');
  const authority = { hostname: 'short.test', kind: 'name', port: 8080 };
  expect(originForm(asked)).toMatchObject({ method: 'POST', authority, login: 'Basic YQ==' });
  expect(askedFor(asked)).toEqual(authority);
  expect(originForm(MMTLS)).toMatchObject({ authority: { port: 80 }, login: null });
});

it.each([
  ['a tunnel', 'CONNECT short.test:443 HTTP/1.1\r\n\r\n'],
  ['origin form', 'GET / HTTP/1.1\r\n\r\n'],
  ['https', 'GET https://short.test/ HTTP/1.1\r\n\r\n'],
  ['TLS', '\u0016\u0003\u0001'],
  ['user info', 'GET http://a@short.test/ HTTP/1.1\r\n\r\n'],
])('%s is none', (_, text) => {
  expect([askedFor(Buffer.from(text)), originForm(Buffer.from(text))]).toEqual([null, null]);
});

it.each([
  ['half a head', `${LINE}\r\nHost: a`],
  ['another version', `${LINE.replace('1.1', '2.0')}\r\n\r\n`],
  ['a folded field', `${LINE}\r\nA: b\r\n c\r\n\r\n`],
  ['a bare line feed', `${LINE}\r\nA: b\nC: d\r\n\r\n`],
  ['white space before a colon', `${LINE}\r\nUpgrade : mmtls\r\n\r\n`],
])('%s is left to a parser', (_, text) => {
  expect(originForm(Buffer.from(text))).toBeNull();
});

it('whatever stands there, a server gets no line that was not there, nor less behind the head', () => {
  fc.assert(
    fc.property(edits, (changes) => {
      const changed = mutate(MMTLS, changes);
      const sent = sentOf(changed);
      if (!sent) return;
      const [lines, rest] = [sent, changed].map((bytes) =>
        bytes.subarray(bytes.indexOf('\r\n\r\n')).toString('latin1'),
      );
      expect(lines).toBe(rest);
      const known = changed.toString('latin1').split('\r\n');
      const [, ...fields] = sent.subarray(0, sent.indexOf('\r\n\r\n')).toString('latin1').split('\r\n');
      expect([...known, 'Connection: close']).toEqual(expect.arrayContaining(fields));
    }),
    { numRuns: 2_000 },
  );
});
