/** The page about the admin API in headless Chromium: its looks at two sizes, light and dark, and what axe finds. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { openWorld } from '../support/world.ts';

itNeeds('chromium')(
  '/docs fits a phone and a desktop, light and dark, axe finds nothing, and the token leaves the address for a cookie',
  async () => {
    const { gateway } = await openWorld();
    const url = `http://127.0.0.1:${gateway.admin.port}/docs`;
    const axe = await readFile(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
    const flags = ['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'];
    const context = await openChromium(await folder({}), flags, { bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${url}?token=${gateway.admin.token}`);
    expect(page.url()).toBe(url);
    expect((await page.goto(url.replace('/docs', '/api/v1/report')))?.status()).toBe(200);
    expect(await page.evaluate('document.cookie')).toBe('');
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [360, 1440]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.goto(url);
        const over = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        await page.evaluate(axe);
        const ids = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id).join())');
        found.push(`${over} ${ids}`);
      }
    expect(new Set(found)).toEqual(new Set(['0 ']));
  },
  60_000,
);
