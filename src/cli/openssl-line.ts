import type { HostFinding } from '../check/host-findings.ts';
import type { Authority } from '../model/facts.ts';
import { hostText } from './host-text.ts';

/** What of `openssl` shows a finding, by rule; the others show in the chain. */
const parts: Readonly<Record<string, { readonly options?: string; readonly pipe?: string }>> = {
  'tls-version': { options: '-tls1_2' },
  // Today's OpenSSL speaks so old a version at its lowest level only.
  'tls-legacy': { options: '-tls1_1 -cipher DEFAULT@SECLEVEL=0' },
  'cert-dates': { pipe: 'openssl x509 -noout -dates' },
  'cert-name': { pipe: 'openssl x509 -noout -ext subjectAltName' },
  'pin-spki': {
    pipe: 'openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64',
  },
  'cert-ats': { pipe: 'openssl x509 -noout -text' },
};

/** A line for a shell that shows the same with OpenSSL alone, at an address of the host where one is given. */
export const opensslLine = ({ rule, shownAt }: Pick<HostFinding, 'rule' | 'shownAt'>, authority: Authority): string => {
  const { options = '-showcerts -verify_return_error', pipe } = parts[rule] ?? {};
  const name = authority.kind === 'name' ? ` -servername ${authority.hostname}` : '';
  const line = `openssl s_client -connect ${shownAt ? addressText(shownAt) : hostText(authority)}${name}`;
  return pipe ? `${line} </dev/null 2>/dev/null | ${pipe}` : `${line} ${options} </dev/null`;
};

const addressText = ({ address, port }: NonNullable<HostFinding['shownAt']>): string =>
  hostText({ hostname: address, port, kind: address.includes(':') ? 'ipv6' : 'ipv4' });
