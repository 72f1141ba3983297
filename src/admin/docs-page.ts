import { createHash } from 'node:crypto';
import { safe } from '../reports/html/safe.ts';
import { curlOf, type DocumentedRoute, exampleUrl } from './openapi.ts';

const style = `
:root { color-scheme: light dark; }
html { background: #fff; color: #1c2128; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 1rem; }
a { color: #0b57c2; }
h1 { font-size: 1.5rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid; }
h3 { font-size: 1rem; margin: 1.75rem 0 0; overflow-wrap: anywhere; }
pre { overflow-x: auto; padding: 0.75rem; border: 1px solid; border-radius: 4px; }
code, pre { font: 14px/1.4 ui-monospace, monospace; }
p, ul { margin: 0.25rem 0; }
@media (prefers-color-scheme: dark) { html { background: #14171c; color: #e4e8ee; } a { color: #8ab8ff; } }
`;

/** Nothing of the page comes from elsewhere, nothing of it runs, and no page may frame it. */
export const docsPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const itemsOf = ({ doc: { path = {}, query, body } }: DocumentedRoute): readonly string[] => [
  ...Object.entries(path).map(([name, { about }]) => `<li><code>${safe(name)}</code> ${safe(about)}</li>`),
  ...(query ? [`<li>Query: <code>${safe(Object.keys(query.shape).join(', '))}</code></li>`] : []),
  ...(body ? [`<li>Body: <code>${safe(body.types.join(', '))}</code></li>`] : []),
];

const sectionOf = (route: DocumentedRoute): string => {
  const { summary, answer, isOpen } = route.doc;
  const items = itemsOf(route);
  const place = safe(`${route.method} ${route.url}`);
  const title =
    route.method === 'GET' ? `<a href="${safe(exampleUrl(route))}"><code>${place}</code></a>` : `<code>${place}</code>`;
  return `<h3>${title}</h3>
<p>${safe(summary)}${isOpen ? '' : ' (with the token)'}. ${safe(answer.about)}</p>
${items.length > 0 ? `<ul>${items.join('')}</ul>\n` : ''}<pre tabindex="0">${safe(curlOf(route))}</pre>
`;
};

/** The API for a reader, as one page of HTML without scripts. */
export const docsPage = (routes: readonly DocumentedRoute[]): string => {
  const tags = [...new Set(routes.map(({ doc }) => doc.tag))];
  const parts = tags.map((tag) => {
    const sections = routes.filter(({ doc }) => doc.tag === tag).map(sectionOf);
    return `<h2>${safe(tag)}</h2>\n${sections.join('')}`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mpgate: admin API</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>mpgate: admin API</h1>
<p>With the token: <code>Authorization: Bearer …</code>, or once <code>?token=…</code> behind an address, which a browser gets a cookie
for. The whole of it, with every answer: <a href="/openapi.json">openapi.json</a>.</p>
${parts.join('')}</main>
</body>
</html>
`;
};
