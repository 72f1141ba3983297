import { contentOf, readDer, TAG } from './der-reader.ts';
import { extensionValue } from './extension-value.ts';

/** 1.3.6.1.4.1.11129.2.4.2 (RFC 6962, 3.3) */
const SCT_LIST = '2b06010401d679020402';
const EXTENSIONS = 0xa3;

/** The SignedCertificateTimestampList in the DER of a certificate; null: it has none. @throws WireError */
export const embeddedScts = (certificate: Uint8Array): Buffer | null => {
  const [tbs] = readDer(contentOf(certificate, TAG.sequence));
  const extensions = readDer(tbs?.content ?? Buffer.alloc(0)).find(({ tag }) => tag === EXTENSIONS);
  const value = extensions ? extensionValue(extensions.content, SCT_LIST) : null;
  return value && contentOf(value, TAG.octets);
};
