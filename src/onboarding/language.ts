export type Language = 'en' | 'zh';

/** The language that a link to a page names, as `?lang=zh`; null: none that there is. */
export const askedLanguage = (path: string): Language | null => {
  const asked = /[?&]lang=(en|zh)(?:&|$)/.exec(path)?.[1];
  return asked === 'en' || asked === 'zh' ? asked : null;
};

/** Ranges looked at; what stands behind them no browser sends. */
const MOST = 20;

/** The language that a visitor reads best (RFC 9110, 12.5.4): Chinese of any kind, or English for everybody else. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const ranges = (acceptLanguage ?? '').slice(0, 500).split(',').slice(0, MOST).map(readRange);
  const best = (wanted: RegExp): number => Math.max(0, ...ranges.filter(({ tag }) => wanted.test(tag)).map((r) => r.q));
  return best(/^zh\b/i) > best(/^en\b/i) ? 'zh' : 'en';
};

const readRange = (text: string): { readonly tag: string; readonly q: number } => {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.find((one) => /^q=/i.test(one));
  const q = quality === undefined ? 1 : Number(quality.slice(2));
  return { tag, q: q >= 0 && q <= 1 ? q : 0 };
};
