import { mobileconfig } from './mobileconfig.ts';
import type { Root } from './root.ts';

export type ExportFormat = 'pem' | 'der' | 'mobileconfig';

/** What of the CA is given away: the certificate, never the key. */
export type Exported = Pick<Root, 'certPem' | 'x509' | 'fingerprint'>;

/** The CA's certificate as a device takes it: PEM, DER (Android's `.cer`), or a profile for iOS and macOS. */
export const exportRoot = (root: Exported, format: ExportFormat): Buffer => FORMATS[format](root);

const FORMATS = {
  pem: ({ certPem }) => Buffer.from(certPem),
  der: ({ x509 }) => x509.raw,
  mobileconfig: (root) => mobileconfig(root, null),
} as const satisfies Record<ExportFormat, (root: Exported) => Buffer>;
