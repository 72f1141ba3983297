/** The set-up page in headless Chromium: its self-test, its looks at two sizes, and what axe finds. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { describe, expect, onTestFinished } from 'vitest';
import { FLAGS } from '../support/chromium.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { homeThatTrusts } from '../support/nss.ts';
import { openWorld } from '../support/world.ts';

const browser = async (home: string, options: object = {}, proxy?: string): Promise<BrowserContext> => {
  const context = await chromium.launchPersistentContext(join(home, 'profile'), {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [
      ...FLAGS,
      ...(proxy ? [`--proxy-server=${proxy}`] : ['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1']),
    ],
    env: { PATH: process.env.PATH ?? '', HOME: home },
    ...options,
  });
  onTestFinished(() => context.close());
  return context;
};

describe('the set-up page in Chromium', () => {
  itNeeds('chromium', 'certutil')(
    'turns green step by step behind the proxy, where the CA is trusted',
    async () => {
      const world = await openWorld({ gate: { bypass: [] } });
      const page = await (await browser(await homeThatTrusts(world.caFile), {}, world.proxy)).newPage();
      for (const url of ['http://mpgate.test/', 'https://mpgate.test/']) {
        await page.goto(url);
        await page.locator('#steps li.ok:nth-child(3)').waitFor();
        expect(await page.textContent('#all')).toBe('All set: open the mini program.');
      }
      expect((await world.flows()).filter(({ host }) => host.includes('mpgate'))).toEqual([]);
    },
    60_000,
  );

  itNeeds('chromium')(
    'stops at the step that is missing: the CA',
    async () => {
      const world = await openWorld({ gate: { bypass: [] } });
      const page = await (await browser(await folder({}), {}, world.proxy)).newPage();
      await page.goto('http://mpgate.test/');
      await page.locator('#steps li.ok + li.no').waitFor();
      expect(await page.textContent('#steps li.no span')).toContain('install the CA');
      expect((await world.flows()).filter(({ host }) => host.includes('mpgate'))).toEqual([]);
    },
    60_000,
  );

  itNeeds('chromium')(
    'stops at the step that is missing: the proxy',
    async () => {
      const world = await openWorld({ gate: { bypass: [] } });
      const page = await (await browser(await folder({}))).newPage();
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      await page.goto(`${world.proxy}/`);
      await page.locator('#steps li.no:first-child').waitFor();
      expect(said.filter((text) => /Content Security Policy/i.test(text))).toEqual([]);
    },
    60_000,
  );

  itNeeds('chromium')(
    'fits a phone and a desktop, light and dark, in both languages, and axe finds nothing',
    async () => {
      const world = await openWorld({ gate: { bypass: [] } });
      const axe = await readFile(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
      const context = await browser(await folder({}), { bypassCSP: true });
      const page = await context.newPage();
      const found: string[] = [];
      for (const language of ['en', 'zh'])
        for (const colorScheme of ['light', 'dark'] as const)
          for (const width of [360, 1440]) {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize({ width, height: 800 });
            await page.goto(`${world.proxy}/?lang=${language}`);
            await page.locator('#steps li.no:first-child').waitFor();
            const over = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
            await page.evaluate(axe);
            const ids = await page.evaluate(
              'axe.run().then(({ violations }) => violations.map(({ id }) => id).join())',
            );
            found.push(`${over} ${ids}`);
          }
      expect(new Set(found)).toEqual(new Set(['0 ']));
    },
    90_000,
  );
});
