import type { Exported } from '../ca/export.ts';
import { mobileconfig } from '../ca/mobileconfig.ts';
import { type Content, refusal } from './content.ts';
import { hostPort } from './host-port.ts';
import type { Visit } from './visit.ts';

/** A network's name has 1 to 32 bytes (IEEE 802.11, 9.4.2.2). */
const LONGEST = 32;

/** The CA as a profile for iOS; with `?ssid=NAME` the Wi-Fi network of that name gets this proxy too, with `&proxy=auto` by its script. */
export const wifiProfile = (ca: Exported, { path, reached }: Pick<Visit, 'path' | 'reached'>): Content => {
  const asked = new URLSearchParams(path.replace(/^[^?]*/, ''));
  const ssid = asked.get('ssid');
  const kind = asked.get('proxy') ?? 'manual';
  if (ssid !== null && !isName(ssid)) return refusal(400, 'BAD_SSID', NOT_A_NAME);
  if (kind !== 'manual' && kind !== 'auto') return refusal(400, 'BAD_PROXY', 'proxy is "manual" or "auto".');
  const { address: server, port } = reached;
  const proxy = kind === 'auto' ? { pacUrl: `http://${hostPort(reached)}/proxy.pac` } : { server, port };
  return { type: 'application/x-apple-aspen-config', body: mobileconfig(ca, ssid === null ? null : { ssid, proxy }) };
};

const NOT_A_NAME =
  'ssid is the name of a Wi-Fi network: 1 to 32 bytes of UTF-8, without control characters. Leave it out for a profile with the CA alone.';

/** What XML cannot hold, a name may not have: control characters, and what was no UTF-8. */
const isName = (text: string): boolean =>
  text !== '' && Buffer.byteLength(text) <= LONGEST && !/[\p{Cc}\uFFFD-\uFFFF]/u.test(text);
