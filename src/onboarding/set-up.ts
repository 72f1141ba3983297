import { rangeOf } from '../rules/addresses.ts';
import { parseAuthority } from '../rules/hosts.ts';
import type { Content } from './content.ts';
import { languageOf } from './language.ts';
import { setupPage, setupPageCsp } from './setup-page.ts';
import { en } from './texts/en.ts';
import { zh } from './texts/zh.ts';
import type { Reached, Visit } from './visit.ts';

const TEXTS = { en, zh } as const;

/** The set-up page for one visitor. `hosts`: where phones reach this gate. */
export const setUp = (
  { request, reached, by, path }: Visit,
  fingerprint: string,
  hosts: readonly string[],
): Content => {
  const asked = /[?&]lang=(en|zh)(?:&|$)/.exec(path)?.[1];
  const language = asked === 'en' || asked === 'zh' ? asked : languageOf(request.headers['accept-language']);
  const written = by === 'address' ? writtenAddress(request.headers.host) : null;
  const isOther = written !== null && (written.address !== reached.address || written.port !== reached.port);
  const proxy = isOther ? written : reached;
  // Opened on the gate's own machine it is for the eyes of somebody with a phone in hand.
  const forPhones =
    rangeOf(proxy.address) === 'loopback' ? hosts.map((address) => ({ address, port: proxy.port })) : [];
  const body = setupPage({
    texts: TEXTS[language],
    proxy: forPhones[0] ?? proxy,
    seen: isOther ? reached : null,
    codes: forPhones.length > 0 ? forPhones : [proxy],
    codesFirst: forPhones.length > 0,
    fingerprint,
    scheme: by === 'tls' ? 'https' : 'http',
    otherLanguage: language === 'en' ? 'zh' : 'en',
  });
  const headers = {
    'Content-Security-Policy': setupPageCsp,
    'Content-Language': TEXTS[language].lang,
    Vary: 'Accept-Language',
  };
  return { type: 'text/html; charset=utf-8', body, headers };
};

/** The address that the visitor typed or scanned, for the eye only; null: a name, or none. */
const writtenAddress = (host: string | undefined): Reached | null => {
  const parsed = parseAuthority(host ?? '', 80);
  if (!parsed || parsed.authority.kind === 'name') return null;
  return { address: parsed.authority.hostname, port: parsed.authority.port };
};
