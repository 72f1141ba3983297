import { stat } from 'node:fs/promises';
import { UsageError } from '../errors.ts';

/** A name with a folder or an ending of such files is a file, there or not; so is any other that is there. */
export const isFile = async (target: string): Promise<boolean> => {
  if (/^https?:/i.test(target)) return false;
  if (/[/\\]|\.(pem|crt|cer|der|key|pub)$/i.test(target)) return true;
  return (await stat(target).catch(() => null))?.isFile() ?? false;
};

export interface Destination {
  /** Lower-case, punycode, without brackets. */
  readonly hostname: string;
  readonly port: number;
}

/** `HOST`, `HOST:PORT`, `[::1]:PORT` or `https://HOST/`. @throws UsageError */
export const parseDestination = (target: string): Destination => {
  const isUrl = target.includes('/');
  const url = parseUrl(isUrl ? target : `https://${target}`);
  if (url?.protocol !== 'https:' || url.username || url.password || url.hostname === '') {
    throw new UsageError(
      `"${target}" is neither a file nor a host; write api.shop.test, api.shop.test:8443 or cert.pem`,
    );
  }
  return { hostname: url.hostname.replace(/^\[|\]$|\.$/g, ''), port: Number(url.port || 443) };
};

const parseUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
