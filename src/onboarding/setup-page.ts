import { createHash } from 'node:crypto';
import { type Markup, markup, nothing } from '../reports/html/markup.ts';
import { GATE_HOST } from './gate-host.ts';
import { hostPort } from './host-port.ts';
import type { Language } from './language.ts';
import { qrSvg } from './qr.ts';
import { style } from './style.ts';
import { SOCKET_PATH } from './test-socket.ts';
import type { TestName, Texts } from './texts/texts.ts';
import type { Reached } from './visit.ts';

/** What the page shows; all of it is escaped. */
export interface SetupPage {
  readonly texts: Texts;
  /** What to enter as the proxy. */
  readonly proxy: Reached;
  /** The address that the gate sees, where it is another; null: it is the same. */
  readonly seen: Reached | null;
  /** Where phones open this page. */
  readonly codes: readonly Reached[];
  /** Whether that comes before all else. */
  readonly codesFirst: boolean;
  /** SHA-256 of the CA. */
  readonly fingerprint: string;
  /** What comes before `mpgate.test` in the first step's URL: as the page's own, for a page with TLS asks no other. */
  readonly scheme: 'http' | 'https';
  readonly language: Language;
  /** The language of the link to the same page in the other one. */
  readonly otherLanguage: Language;
}

const styleHash = createHash('sha256').update(style).digest('base64');

/** Its own script and style, and questions to the gate; nothing else. */
export const setupPageCsp = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'sha256-${styleHash}'`,
  `connect-src http://${GATE_HOST} https://${GATE_HOST} wss://${GATE_HOST}`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The page that brings a phone to the gate. */
export const setupPage = (page: SetupPage): string => {
  const { texts, otherLanguage } = page;
  const steps = [proxySection(page), caSection(page), testSection(page)];
  const body = page.codesFirst ? [codeSection(page), ...steps] : [...steps, codeSection(page)];
  return `<!doctype html>\n${
    markup`<html lang="${texts.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>mpgate: ${texts.title}</title>
<style>${{ html: style }}</style>
</head>
<body>
<main>
<a class="lang" href="/?lang=${otherLanguage}" hreflang="${otherLanguage}" lang="${otherLanguage}">${texts.other}</a>
<h1>${texts.title}</h1>
<p>${texts.what}</p>
<p class="warning">${texts.warning}</p>
${body}
<section><h2>${texts.after.title}</h2><p>${texts.after.text}</p></section>
</main>
<script src="/self-test.js"></script>
</body>
</html>
`.html
  }`;
};

const heading = (at: number, text: string): Markup =>
  markup`<h2 class="step"><span class="num">${at}</span>${text}</h2>`;

const items = (list: readonly string[]): Markup => ({
  html: list.map((one) => markup`<li>${one}</li>\n`.html).join(''),
});

/** In groups that an eye can compare. */
const groups = (fingerprint: string): readonly Markup[] =>
  (fingerprint.match(/(?:[^:]+:?){1,8}/g) ?? []).map((group) => markup`<span class="group">${group}</span>`);

const proxySection = ({ texts: { proxy: texts }, proxy, seen }: SetupPage): Markup => {
  const url = `http://${hostPort(proxy)}/proxy.pac`;
  const automatic = seen
    ? markup`<p>${texts.translated.replace('{seen}', hostPort(seen))}</p>`
    : markup`<p>${texts.automatic.replace('{url}', '')}<br><span class="print">${url}</span></p>`;
  return markup`<section>${heading(1, texts.title)}
<dl><div><dt>${texts.server}</dt><dd class="big">${proxy.address}</dd></div>
<div><dt>${texts.port}</dt><dd class="big">${proxy.port}</dd></div></dl>
<ul>${items(texts.steps)}</ul>
${automatic}
<p class="soft">${texts.through}</p></section>`;
};

const caSection = ({
  texts: { ca: texts },
  fingerprint,
  seen,
  codesFirst,
}: SetupPage): Markup => markup`<section>${heading(2, texts.title)}
<p>${texts.why}</p>
<dl><dt>${texts.fingerprint}</dt><dd class="print">${groups(fingerprint)}</dd></dl>
<h3>iOS</h3>
<p><a class="get" href="/ca.mobileconfig">${texts.iosGet}</a></p>
<ol>${items(texts.iosSteps)}</ol>
${seen || codesFirst ? nothing : wifiForm(texts.wifi)}
<h3>Android</h3>
<p><a class="get" href="/ca.cer">${texts.androidGet}</a></p>
<ol>${items(texts.androidSteps)}</ol>
<ul class="soft">${items(texts.androidLimits)}</ul>
<p class="soft">${texts.others}<br><a class="tap" href="/ca.pem">PEM (ca.pem)</a> <a class="tap" href="/ca.crt">DER (ca.crt)</a></p></section>`;

/** Asks with GET for the profile; only where the address that it names is the one that the phone has reached. */
const wifiForm = (texts: Texts['ca']['wifi']): Markup => markup`<details><summary>${texts.title}</summary>
<form action="/ca.mobileconfig"><p>${texts.why}</p>
<label for="ssid">${texts.ssid}</label><input id="ssid" name="ssid" required maxlength="32" autocomplete="off" autocapitalize="off">
<label class="choice"><input type="radio" name="proxy" value="manual" checked>${texts.manual}</label>
<label class="choice"><input type="radio" name="proxy" value="auto">${texts.auto}</label>
<button type="submit">${texts.get}</button></form></details>`;

const testSection = ({ texts: { test: texts }, language, scheme }: SetupPage): Markup => {
  const urls: { readonly [N in TestName]: string } = {
    proxy: `${scheme}://${GATE_HOST}/test/proxy?lang=${language}`,
    ca: `https://${GATE_HOST}/test/ca?lang=${language}`,
    socket: `wss://${GATE_HOST}${SOCKET_PATH}`,
    quic: `${scheme}://${GATE_HOST}/test/quic?lang=${language}`,
    lan: `${scheme}://${GATE_HOST}/test/lan?lang=${language}`,
  };
  const step = (name: TestName): Markup => {
    const { name: title, ok, no } = texts.steps[name];
    return markup`<li data-url="${urls[name]}" data-ok="${ok}" data-no="${no}" data-runs="${texts.runs}" data-waits="${texts.waits}"><b>${title}</b><span>${texts.waits}</span></li>
`;
  };
  return markup`<section>${heading(3, texts.title)}
<p>${texts.why}</p>
<ul id="steps" aria-live="polite">${step('proxy')}${step('ca')}${step('socket')}${step('quic')}${step('lan')}</ul>
<p id="all" role="status" data-ok="${texts.done}"> </p>
<button type="button" id="again">${texts.again}</button>
<noscript><p>${texts.noScript}</p></noscript></section>`;
};

const codeSection = ({ texts: { code: texts }, codes }: SetupPage): Markup => {
  const images = codes.map((place) => {
    const url = `http://${hostPort(place)}/`;
    return markup`<div class="code">${qrSvg(url)}<a class="print" href="${url}">${url}</a></div>`;
  });
  return markup`<section><h2>${texts.title}</h2><p>${texts.why}</p>${images}</section>`;
};
