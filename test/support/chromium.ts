import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** Chromium without a window, a sandbox or traffic of its own. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium with a home folder of its own; it closes with the test. `options`: of Playwright's context. */
export const openChromium = async (
  home: string,
  flags: readonly string[],
  options: object = {},
): Promise<BrowserContext> => {
  const context = await chromium.launchPersistentContext(join(home, 'profile'), {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [...FLAGS, ...flags],
    env: { PATH: process.env.PATH ?? '', HOME: home },
    ...options,
  });
  onTestFinished(() => context.close());
  return context;
};
