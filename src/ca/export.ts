import { createHash } from 'node:crypto';
import type { Root } from './root.ts';

export type ExportFormat = 'pem' | 'der' | 'mobileconfig';

/** What of the CA is given away: the certificate, never the key. */
export type Exported = Pick<Root, 'certPem' | 'x509' | 'fingerprint'>;

/** The CA's certificate as a device takes it: PEM, DER (Android's `.cer`), or a profile for iOS and macOS. */
export const exportRoot = (root: Exported, format: ExportFormat): Buffer => FORMATS[format](root);

/**
 * A configuration profile with one root (Apple, "Device Management", CertificateRoot). Its ids come from the
 * fingerprint, so that installing it again replaces it.
 */
const mobileconfig = ({ x509, fingerprint }: Exported): Buffer => {
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
\t</array>
\t<key>PayloadDescription</key><string>${DESCRIPTION}</string>
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

const FORMATS = {
  pem: ({ certPem }) => Buffer.from(certPem),
  der: ({ x509 }) => x509.raw,
  mobileconfig,
} as const satisfies Record<ExportFormat, (root: Exported) => Buffer>;
