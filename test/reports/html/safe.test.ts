import { expect, it } from 'vitest';
import { safe } from '../../../src/reports/html/safe.ts';

it('leaves no sign that means something to HTML', () => {
  expect(safe(`<a href="x" title='y'>&</a>`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;');
});
