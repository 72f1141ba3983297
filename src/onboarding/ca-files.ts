import { type Exported, type ExportFormat, exportRoot } from '../ca/export.ts';
import type { Content } from './content.ts';

/** Each system takes the CA in the form that it knows by this type. */
const FILES: readonly (readonly [path: string, format: ExportFormat, type: string])[] = [
  ['/ca.pem', 'pem', 'application/x-pem-file'],
  ['/ca.cer', 'der', 'application/x-x509-ca-cert'],
  ['/ca.crt', 'der', 'application/x-x509-ca-cert'],
];

/** The CA's certificate alone, by path. */
export const caFiles = (root: Exported): ReadonlyMap<string, Content> =>
  new Map(FILES.map(([path, format, type]) => [path, { type, body: exportRoot(root, format) }]));
