/** The set-up page in headless Chromium: its self-test, its looks at two sizes, and what axe finds. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { describe, expect } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { homeThatTrusts } from '../support/nss.ts';
import { httpOrigin } from '../support/origin.ts';
import { openWorld, type World } from '../support/world.ts';

/** What a thumb has to hit and is lower than 44 pixels; a radio button is hit by its label. */
const SMALL = `[...document.querySelectorAll('a, button, summary, #ssid, .choice')]
  .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML).join()`;

const NO_DNS = ['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'];

const browser = (home: string, options: object = {}, flags: readonly string[] = NO_DNS): Promise<BrowserContext> =>
  openChromium(home, flags, options);

/** The pages by which a device says where its mini program is. */
const shortcutsOf = async (world: World): Promise<readonly string[]> => {
  const { shortcuts } = (await world.tell({ foreground: true })) as { shortcuts: readonly string[] };
  const { pathname } = new URL(shortcuts[0] ?? '');
  return ['background', 'foreground', 'new-session'].map((act) => `${world.proxy}${pathname}/${act}`);
};

describe('the set-up page in Chromium', () => {
  itNeeds('chromium', 'certutil')(
    'turns green step by step behind the proxy, where the CA is trusted',
    async () => {
      const world = await openWorld({ gate: { bypass: [] } });
      const page = await (
        await browser(await homeThatTrusts(world.caFile), {}, [`--proxy-server=${world.proxy}`])
      ).newPage();
      for (const url of ['http://mpgate.test/', 'https://mpgate.test/']) {
        await page.goto(url);
        await page.locator('#steps li.ok:nth-child(4)').waitFor();
        await page.getByText('All set: open the mini program.').waitFor();
        // On the gate's own machine there is no local network to see: it is said, and keeps nobody from going on.
        expect(await page.textContent('#steps li.no:nth-child(5) span')).toContain('not a phone');
      }
      expect((await world.flows()).filter(({ host }) => host.includes('mpgate'))).toEqual([]);
    },
    60_000,
  );

  itNeeds('chromium')(
    'stops at the step that is missing: the CA',
    async () => {
      const world = await openWorld({ gate: { bypass: [] } });
      const page = await (await browser(await folder({}), {}, [`--proxy-server=${world.proxy}`])).newPage();
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
    'follows the script: past the gate only what is on the list, and never an app’s own host',
    async () => {
      const world = await openWorld({ gate: { bypass: ['*.shop.test'] } });
      const origin = await httpOrigin((_, response) => response.end('straight'));
      const flags = [
        `--proxy-pac-url=${world.proxy}/proxy.pac`,
        `--host-resolver-rules=MAP *:80 127.0.0.1:${origin.port}`,
      ];
      const page = await (await browser(await folder({}), {}, flags)).newPage();
      const got = async (url: string) => (await page.goto(url))?.text();
      expect(await got('http://img.shop.test/')).toBe('straight');
      expect(await got('http://mpgate.test/test/proxy')).toContain('"mpgate":true');
      expect(await got('http://api.shop.test/')).toContain('scheme-https-wss');
      expect(origin.requests.map(({ headers }) => headers.host)).not.toContain('api.shop.test');
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
      const looked = async () => {
        const over = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        const small = await page.evaluate(SMALL);
        await page.evaluate(axe);
        const ids = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id).join())');
        return `${over} ${small} ${ids}`;
      };
      const found: string[] = [];
      for (const language of ['en', 'zh'])
        for (const colorScheme of ['light', 'dark'] as const)
          for (const width of [360, 1440]) {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize({ width, height: 800 });
            await page.setExtraHTTPHeaders({ 'accept-language': language });
            await page.goto(`${world.proxy}/?lang=${language}`);
            await page.locator('#steps li.no:first-child').waitFor();
            await page.evaluate(`document.querySelector('details').open = true`);
            found.push(await looked());
            for (const shortcut of await shortcutsOf(world)) {
              await page.goto(shortcut);
              found.push(await looked());
              await page.locator('button').click();
              await page.locator('[role=status]').waitFor();
              found.push(await looked());
            }
          }
      expect(new Set(found)).toEqual(new Set(['0  ']));
      expect(found).toHaveLength(8 * 7);
    },
    90_000,
  );
});
