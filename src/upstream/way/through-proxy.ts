import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import type { Authority } from '../../model/facts.ts';
import type { UpstreamProxy } from '../../model/upstream-proxy.ts';
import { rangeOf } from '../../rules/addresses.ts';
import { isLoopbackName } from '../../rules/hosts.ts';
import type { Attempt } from '../attempt.ts';
import type { Locating } from '../locate.ts';
import { absoluteForm } from './absolute-form.ts';
import { askHttp } from './ask-http.ts';
import { askSocks } from './ask-socks.ts';
import { dialFirst } from './direct.ts';
import { placeOf } from './place-of.ts';
import { proxyFailure } from './proxy-failure.ts';
import type { Way } from './way.ts';

/** What the way to the proxy itself is made with. */
export interface ProxyDialling extends Pick<Locating, 'resolve' | 'isOwn'> {
  /** Whether the operator's `resolve` names an authority: it is gone to directly. */
  readonly isMapped: (authority: Authority) => boolean;
  /** PEM of the roots that vouch for an https:// proxy. */
  readonly roots: readonly string[];
}

/** The way through an upstream proxy. Mapped hosts and places that are not public are gone to directly. */
export const throughProxy = (proxy: UpstreamProxy, dialling: ProxyDialling): Way => {
  const context = proxy.scheme === 'https' ? createSecureContext({ ca: [...dialling.roots] }) : null;
  const mark = proxy.scheme === 'socks5' ? null : `mpgate-${randomBytes(8).toString('hex')}`;
  return {
    mark,
    looksUp: (authority) =>
      proxy.scheme !== 'socks5' &&
      authority.kind === 'name' &&
      !isLoopbackName(authority.hostname) &&
      // With the number of a port of ours a name could lead back here: its address is judged, and asked for instead.
      !dialling.isOwn('127.0.0.1', authority.port, 'tcp') &&
      !dialling.isMapped(authority),
    takes: ({ address, mapped }) => !mapped && rangeOf(address) === 'public',
    open: async (host, port, { readable, via }, attempt) => {
      attempt.late(proxyFailure('ETIMEDOUT', `the upstream proxy ${proxy.shown} did not answer in time`));
      try {
        const tcp = await attempt.race(reachProxy(proxy, dialling, attempt).catch(unreached(proxy)));
        const socket = context ? await attempt.race(shakeProxy(tcp, proxy, context, attempt)) : tcp;
        if (mark && readable) return { socket, absolute: absoluteForm(host, port, proxy, mark) };
        const asked = mark
          ? askHttp(socket, placeOf(host, port), proxy, signed(via, mark))
          : askSocks(socket, host, port, proxy);
        await attempt.race(asked);
        return { socket, absolute: null };
      } finally {
        attempt.late(null);
      }
    },
  };
};

/** The marks of those before stay, so that a ring of several gates is noticed by whichever it comes back to. */
const signed = (via: string, mark: string): string => (via === '' ? `1.1 ${mark}` : `${via}, 1.1 ${mark}`);

/** The proxy itself is asked for nothing on the way to it. */
const UNASKED = { readable: false, via: '' };

const reachProxy = async ({ authority, shown }: UpstreamProxy, { resolve, isOwn }: ProxyDialling, attempt: Attempt) => {
  const targets = await resolve(authority);
  if (targets.some(({ address, port }) => isOwn(address, port, 'tcp'))) {
    throw proxyFailure('LOOP', `the upstream proxy ${shown} is this gate itself; name another in "upstreamProxy"`);
  }
  return (await dialFirst(targets, null, UNASKED, attempt)).socket;
};

const unreached =
  ({ shown }: UpstreamProxy) =>
  (error: Error & { code?: string }): never => {
    if (error.code?.startsWith('UPSTREAM_PROXY_')) throw error;
    throw proxyFailure(error.code ?? 'FAILED', `the upstream proxy ${shown} is not reached: ${error.message}`);
  };

/** TLS to the proxy itself, verified as any client does: no rule of a mini program is about it. */
const shakeProxy = async (
  socket: Socket,
  { authority: { hostname, kind }, shown }: UpstreamProxy,
  secureContext: SecureContext,
  attempt: Attempt,
): Promise<Socket> => {
  const name = kind === 'name' ? { servername: hostname } : { host: hostname };
  const tls = connectTls({ socket, secureContext, ...name, ALPNProtocols: ['http/1.1'] });
  attempt.own(tls);
  return new Promise((resolve, reject) => {
    const failed = (error: Error & { code?: string }) =>
      reject(proxyFailure(error.code ?? 'TLS', `TLS with the upstream proxy ${shown} failed: ${error.message}`));
    const closed = () => reject(proxyFailure('ECONNRESET', `the upstream proxy ${shown} closed the connection in TLS`));
    tls.once('error', failed).once('close', closed);
    tls.once('secureConnect', () => {
      tls.off('error', failed).off('close', closed);
      resolve(tls);
    });
  });
};
