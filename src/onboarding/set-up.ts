import { rangeOf } from '../rules/addresses.ts';
import { parseAuthority } from '../rules/hosts.ts';
import type { Content } from './content.ts';
import { askedLanguage, languageOf } from './language.ts';
import { setupPage, setupPageCsp } from './setup-page.ts';
import { texts } from './texts/index.ts';
import type { Reached, Visit } from './visit.ts';

/** The set-up page for one visitor. `hosts`: where phones reach this gate. */
export const setUp = (
  { request, reached, by, path }: Visit,
  fingerprint: string,
  hosts: readonly string[],
): Content => {
  const language = askedLanguage(path) ?? languageOf(request.headers['accept-language']);
  const written = by === 'address' ? writtenAddress(request.headers.host) : null;
  const isOther = written !== null && (written.address !== reached.address || written.port !== reached.port);
  const proxy = isOther ? written : reached;
  // Opened on the gate's own machine it is for the eyes of somebody with a phone in hand.
  const forPhones =
    rangeOf(proxy.address) === 'loopback' ? hosts.map((address) => ({ address, port: proxy.port })) : [];
  const body = setupPage({
    texts: texts[language],
    proxy: forPhones[0] ?? proxy,
    seen: isOther ? reached : null,
    codes: forPhones.length > 0 ? forPhones : [proxy],
    codesFirst: forPhones.length > 0,
    fingerprint,
    scheme: by === 'tls' ? 'https' : 'http',
    language,
    otherLanguage: language === 'en' ? 'zh' : 'en',
  });
  const headers = {
    'Content-Security-Policy': setupPageCsp,
    'Content-Language': texts[language].lang,
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
