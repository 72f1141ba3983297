import { createHmac, timingSafeEqual } from 'node:crypto';
import { networkOf } from '../rules/network-of.ts';
import { type Content, refusal } from './content.ts';
import { languageOf } from './language.ts';
import { type ShortcutAct, shortcutPage } from './shortcut-page.ts';
import type { Visit } from './visit.ts';

/** What a device may say of itself. */
export type ShortcutChange = { readonly foreground: boolean } | { readonly newSession: true };

export interface ShortcutOptions {
  /** Known to the gate alone. */
  readonly key: Buffer;
  readonly change: (device: string, change: ShortcutChange) => void;
  /** Counts wrong secrets by address. */
  readonly wrong: { readonly waitS: (address: string) => number; readonly take: (address: string) => void };
}

/** Addresses by which a device tells where its mini program is, without a token. */
export interface Shortcuts {
  /** `/d/…`, to be followed by `/background`, `/foreground` or `/new-session`. Secret: whoever has it may say so. */
  readonly pathOf: (device: string) => string;
  /** null: this visit is for something else. */
  readonly answer: (visit: Pick<Visit, 'request' | 'path'>) => Content | null;
}

const changes: { readonly [A in ShortcutAct]: ShortcutChange } = {
  background: { foreground: false },
  foreground: { foreground: true },
  'new-session': { newSession: true },
};

const isAct = (text: string): text is ShortcutAct => Object.hasOwn(changes, text);

/** Characters of 128 bits in base64url. */
const SEAL = 22;
const shape = /^\/d\/([\w-]{1,512})\/([a-z-]{1,20})$/;

const UNKNOWN = refusal(404, 'NO_SUCH_SHORTCUT', 'No device has this shortcut.');

const wait = (waitS: number): Content => {
  const refused = refusal(429, 'TOO_MANY', 'Too many wrong shortcuts came from this address.');
  return { ...refused, headers: { ...refused.headers, 'Retry-After': String(waitS) } };
};

/**
 * A secret is the device's id behind a seal of 128 bits, made with the key: nothing is kept for it, and it is the same
 * after a restart. A switch takes POST, because browsers and mail programs fetch addresses on their own; GET shows a button.
 */
export const createShortcuts = ({ key, change, wrong }: ShortcutOptions): Shortcuts => {
  const sealOf = (name: string): string => createHmac('sha256', key).update(name).digest('base64url').slice(0, SEAL);

  /** The device of a secret; null: it is none of ours. */
  const deviceOf = (secret: string): string | null => {
    const name = secret.slice(SEAL);
    const given = Buffer.from(secret.slice(0, SEAL).padEnd(SEAL));
    return timingSafeEqual(given, Buffer.from(sealOf(name))) ? Buffer.from(name, 'base64url').toString() : null;
  };

  const act = ({ method = '', headers }: Visit['request'], device: string, what: ShortcutAct): Content => {
    const language = languageOf(headers['accept-language']);
    if (method === 'GET' || method === 'HEAD') return shortcutPage(language, what, false);
    if (method !== 'POST') {
      const refused = refusal(405, 'METHOD', 'A shortcut is looked at with GET, and used with POST.');
      return { ...refused, headers: { ...refused.headers, Allow: 'GET, HEAD, POST' } };
    }
    change(device, changes[what]);
    return shortcutPage(language, what, true);
  };

  return {
    pathOf: (device) => {
      const name = Buffer.from(device).toString('base64url');
      return `/d/${sealOf(name)}${name}`;
    },
    answer: ({ request, path }) => {
      if (!path.startsWith('/d/')) return null;
      const network = networkOf(request.socket.remoteAddress ?? '');
      const waitS = wrong.waitS(network);
      if (waitS > 0) return wait(waitS);
      const [, secret = '', what = ''] = shape.exec(path) ?? [];
      const device = deviceOf(secret);
      if (device !== null && isAct(what)) return act(request, device, what);
      wrong.take(network);
      return UNKNOWN;
    },
  };
};
