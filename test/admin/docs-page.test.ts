import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { docsPage, docsPolicy } from '../../src/admin/docs-page.ts';
import type { DocumentedRoute } from '../../src/admin/openapi.ts';

const route: DocumentedRoute = {
  method: 'GET',
  url: '/things/:id',
  doc: {
    ...{ id: 'getThing', tag: 'Flows', summary: 'A <b>thing</b>', faults: [] },
    path: { id: { about: 'Its "id".', example: '1' } },
    query: z.strictObject({ limit: z.int().optional() }),
    answer: { type: 'application/json', about: 'The thing.', shape: z.string() },
  },
};

describe('the page about the API', () => {
  it('shows what a route takes and how it is asked, and lets no text be markup', () => {
    const page = docsPage([route]);
    expect(page).toContain('<a href="/things/1"><code>GET /things/:id</code></a>');
    expect(page).toContain('A &lt;b&gt;thing&lt;/b&gt; (with the token). The thing.');
    expect(page).toContain('<li><code>id</code> Its &quot;id&quot;.</li><li>Query: <code>limit</code></li>');
    expect(page).toContain('curl -H &quot;Authorization: Bearer $TOKEN&quot; &#39;http://127.0.0.1:8081/things/1&#39;');
  });

  it('runs nothing and loads nothing, and its policy knows its style', () => {
    const page = docsPage([route]);
    expect(page).not.toMatch(/<script|<link|<img|\bon\w+=|src=|@import|url\(/i);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    expect(docsPolicy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(docsPolicy).toMatch(/^default-src 'none'; /);
    expect(docsPolicy).not.toMatch(/unsafe|https?:|\*/);
  });
});
