import { createHash } from 'node:crypto';
import { markup } from '../reports/html/markup.ts';
import type { Content } from './content.ts';
import type { Language } from './language.ts';
import { style } from './style.ts';

/** What a shortcut does to its device. */
export type ShortcutAct = 'background' | 'foreground' | 'new-session';

interface Words {
  readonly lang: string;
  readonly title: string;
  readonly button: { readonly [A in ShortcutAct]: string };
  readonly done: { readonly [A in ShortcutAct]: string };
}

const words: { readonly [L in Language]: Words } = {
  en: {
    lang: 'en',
    title: 'This device',
    button: {
      background: 'Move the mini program to the background',
      foreground: 'Bring the mini program to the foreground',
      'new-session': 'Begin a new session',
    },
    done: {
      background: 'The mini program is in the background now: what is under way has 5 seconds, and nothing new starts.',
      foreground: 'The mini program is in the foreground now.',
      'new-session': 'A new session has begun.',
    },
  },
  zh: {
    lang: 'zh-CN',
    title: '本设备',
    button: { background: '切到后台', foreground: '回到前台', 'new-session': '开始新会话' },
    done: {
      background: '小程序已切到后台：进行中的请求还有 5 秒，不再发起新请求。',
      foreground: '小程序已回到前台。',
      'new-session': '新会话已开始。',
    },
  },
};

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** One button, or what it did. The form leads to where it stands. */
export const shortcutPage = (language: Language, act: ShortcutAct, isDone: boolean): Content => {
  const { lang, title, button, done } = words[language];
  const shown = isDone
    ? markup`<p class="done" role="status">${done[act]}</p>`
    : markup`<form method="post"><button class="get" type="submit">${button[act]}</button></form>`;
  const page = markup`<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>mpgate: ${title}</title>
<style>${{ html: style }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<section>${shown}</section>
</main>
</body>
</html>
`;
  const headers = { 'Content-Security-Policy': policy, 'Content-Language': lang, Vary: 'Accept-Language' };
  return { type: 'text/html; charset=utf-8', body: `<!doctype html>\n${page.html}`, headers };
};
