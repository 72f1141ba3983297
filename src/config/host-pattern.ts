import { isIP } from 'node:net';
import { z } from 'zod';
import { parseAuthority, parseHost } from '../rules/hosts.ts';

const isName = (text: string): boolean => parseHost(text)?.kind === 'name';

/** `api.shop.test` */
export const hostName = z.string().refine(isName, {
  error: ({ input }) =>
    `"${input}" is no host name; write the name alone, without scheme, port and path: "img.shop.test"`,
});

/** `default`, `host` or `*.host` */
export const bypassPattern = z.string().refine((text) => text === 'default' || isName(withoutStar(text)), {
  error: ({ input }) => `"${input}" is no pattern of hosts; write "default", "push.shop.test" or "*.push.shop.test"`,
});

const withoutStar = (text: string): string => text.replace(/^\*\./, '');

/** `host`, `host:port`, `*.host` or `*.host:port`, as `resolve` has them on the left. */
export const resolveSource = z.string().refine((text) => isPlace(withoutStar(text)), {
  error: ({ input }) => `"${input}" is no host; write "api.shop.test", "api.shop.test:443" or "*.shop.test"`,
});

/** `address`, `address:port`, `[v6]:port` or a host in the address's place, as `resolve` has them on the right. */
export const resolveTarget = z.string().refine((text) => isIP(text) > 0 || isPlace(text), {
  error: ({ input }) => `"${input}" is no address; write "127.0.0.1", "127.0.0.1:9443", "[::1]:9443" or a host name`,
});

const isPlace = (text: string): boolean => parseHost(text) !== null || parseAuthority(text, null) !== null;

/** An address or a name that the gate can listen on. */
export const listenHost = z.string().refine((text) => isIP(text) > 0 || isName(text), {
  error: ({ input }) => `"${input}" is no address to listen on; write "0.0.0.0", "127.0.0.1", "::" or a host name`,
});

/** `loopback`, `private`, an address or a range in CIDR form. */
export const clientRange = z.string().refine((text) => text === 'loopback' || text === 'private' || isRange(text), {
  error: ({ input }) =>
    `"${input}" is no range of addresses; write "loopback", "private", "192.168.1.20" or "10.0.0.0/8"`,
});

const isRange = (text: string): boolean => {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (bits < 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
};
