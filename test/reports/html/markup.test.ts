import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markup, nothing } from '../../../src/reports/html/markup.ts';

it('escapes values, and takes markup, lists of it and numbers as they are', () => {
  const item = (text: string) => markup`<li>${text}</li>`;
  expect(markup`<ul a="${'"\''}">${[item('<b>'), item('&')]}${nothing}${3}</ul>`.html).toBe(
    '<ul a="&quot;&#39;"><li>&lt;b&gt;</li><li>&amp;</li>3</ul>',
  );
});

it('no text gets out of its element or attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(markup`${text}`.html).not.toMatch(/[<>"']|\p{Cc}|&(?!(amp|lt|gt|quot|#39);)/u);
    }),
  );
});
