import { expect, it } from 'vitest';
import { shortcutPage } from '../../src/onboarding/shortcut-page.ts';

it.each([
  ['en', 'background', 'Move the mini program to the background', 'is in the background now'],
  ['en', 'foreground', 'Bring the mini program to the foreground', 'is in the foreground now'],
  ['en', 'new-session', 'Begin a new session', 'A new session has begun'],
  ['zh', 'background', '切到后台', '小程序已切到后台'],
] as const)('in %s has one button for %s, and says afterwards what it did', (language, act, button, done) => {
  const [before, after] = [shortcutPage(language, act, false), shortcutPage(language, act, true)];
  expect(before.body).toContain(`<form method="post"><button class="get" type="submit">${button}</button></form>`);
  expect(before.body).not.toContain(done);
  expect(after.body).toContain(done);
  expect(after.body).not.toContain('<form');
  expect(before.headers?.['Content-Security-Policy']).toMatch(/^default-src 'none'; .*form-action 'self'/);
});
