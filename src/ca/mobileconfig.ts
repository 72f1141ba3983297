import { createHash } from 'node:crypto';
import type { Exported } from './export.ts';

/** A Wi-Fi network, and the proxy that a device uses there. */
export interface WifiProxy {
  /** The network's name: 1 to 32 bytes of UTF-8, without control characters. */
  readonly ssid: string;
  readonly proxy: { readonly server: string; readonly port: number } | { readonly pacUrl: string };
}

/**
 * A configuration profile with one root (Apple, "Device Management", CertificateRoot) and, where one is given, a network (WiFi).
 * Its ids come from the fingerprint and the network's name, so that installing it again replaces it. It holds no password: the
 * device asks for the network's, or knows it.
 */
export const mobileconfig = ({ x509, fingerprint }: Exported, wifi: WifiProxy | null): Buffer => {
  const name = escapeXml(/^CN=(.*)$/m.exec(x509.subject)?.[1] ?? 'mpgate CA');
  const identifier = `mpgate.ca.${createHash('sha256').update(fingerprint).digest('hex').slice(0, 16)}`;
  const data = x509.raw.toString('base64').replace(/.{1,64}/g, '\t\t\t$&\n');
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>PayloadContent</key>
\t<array>
\t\t<dict>
\t\t\t<key>PayloadCertificateFileName</key><string>mpgate-ca.cer</string>
\t\t\t<key>PayloadContent</key>
\t\t\t<data>
${data}\t\t\t</data>
\t\t\t<key>PayloadDisplayName</key><string>${name}</string>
\t\t\t<key>PayloadIdentifier</key><string>${identifier}.root</string>
\t\t\t<key>PayloadType</key><string>com.apple.security.root</string>
\t\t\t<key>PayloadUUID</key><string>${uuidOf(`${fingerprint} root`)}</string>
\t\t\t<key>PayloadVersion</key><integer>1</integer>
\t\t</dict>
${wifi ? wifiPayload(wifi, identifier, fingerprint) : ''}\t</array>
\t<key>PayloadDescription</key><string>${wifi ? `${DESCRIPTION} ${WITH_WIFI}` : DESCRIPTION}</string>
\t<key>PayloadDisplayName</key><string>${name}</string>
\t<key>PayloadIdentifier</key><string>${identifier}</string>
\t<key>PayloadRemovalDisallowed</key><false/>
\t<key>PayloadType</key><string>Configuration</string>
\t<key>PayloadUUID</key><string>${uuidOf(`${fingerprint} profile`)}</string>
\t<key>PayloadVersion</key><integer>1</integer>
</dict>
</plist>
`);
};

const DESCRIPTION =
  'Lets the mpgate proxy read the HTTPS traffic of this device. After installing, switch it on in Settings, General, About, Certificate Trust Settings. Remove it when the tests are done.';

const WITH_WIFI = 'It also sets the proxy of one Wi-Fi network; removing it takes that back.';

/** The network (Apple, "Device Management", WiFi); of whatever encryption, its password is asked for on joining. */
const wifiPayload = ({ ssid, proxy }: WifiProxy, identifier: string, fingerprint: string): string => {
  const network = createHash('sha256').update(ssid).digest('hex').slice(0, 16);
  return `\t\t<dict>
\t\t\t<key>AutoJoin</key><true/>
\t\t\t<key>EncryptionType</key><string>Any</string>
\t\t\t<key>HIDDEN_NETWORK</key><false/>
\t\t\t<key>PayloadDisplayName</key><string>Wi-Fi ${escapeXml(ssid)}</string>
\t\t\t<key>PayloadIdentifier</key><string>${identifier}.wifi.${network}</string>
\t\t\t<key>PayloadType</key><string>com.apple.wifi.managed</string>
\t\t\t<key>PayloadUUID</key><string>${uuidOf(`${fingerprint} wifi ${ssid}`)}</string>
\t\t\t<key>PayloadVersion</key><integer>1</integer>
${proxyKeys(proxy)}
\t\t\t<key>SSID_STR</key><string>${escapeXml(ssid)}</string>
\t\t</dict>
`;
};

const proxyKeys = (proxy: WifiProxy['proxy']): string =>
  'pacUrl' in proxy
    ? `\t\t\t<key>ProxyPACFallbackAllowed</key><false/>
\t\t\t<key>ProxyPACURL</key><string>${escapeXml(proxy.pacUrl)}</string>
\t\t\t<key>ProxyType</key><string>Auto</string>`
    : `\t\t\t<key>ProxyServer</key><string>${escapeXml(proxy.server)}</string>
\t\t\t<key>ProxyServerPort</key><integer>${proxy.port}</integer>
\t\t\t<key>ProxyType</key><string>Manual</string>`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');

/** A name-based UUID (RFC 9562, version 8: from SHA-256). */
const uuidOf = (name: string): string => {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    .toUpperCase();
};
