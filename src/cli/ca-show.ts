import type { KeyObject } from 'node:crypto';
import { openRoot, type Root, readRoot } from '../ca/root.ts';
import { type Palette, palette } from './palette.ts';
import { print, printJson, tell } from './print.ts';

/** Makes the CA in a folder, or finds it there. */
export const create = async (dir: string, key: 'ec' | 'rsa', isJson: boolean): Promise<void> => {
  const root = await openRoot({ dir, key });
  const { created } = root;
  if (isJson) printJson({ version: 1, created, ...described(root) });
  else
    print(
      `${created ? 'Made a CA.' : 'There is a CA already; it stays as it is.'}\n${text(root, palette(process.stdout))}`,
    );
  if (created) tell(palette(process.stderr).red(WARNING));
};

const WARNING = `Whoever has ca.key can read the traffic of every device that trusts this CA.
Never share it, never commit it, and take the CA off your devices when the tests are done.`;

export const show = async (dir: string, isJson: boolean): Promise<void> => {
  const root = await readRoot(dir);
  if (isJson) printJson({ version: 1, ...described(root) });
  else print(text(root, palette(process.stdout)));
};

export const fingerprint = async (dir: string, isJson: boolean): Promise<void> => {
  const root = await readRoot(dir);
  if (isJson) printJson({ version: 1, fingerprint: root.fingerprint });
  else print(root.fingerprint);
};

/** For people and programs alike. */
const described = ({ file, x509, fingerprint: sha256, notAfter }: Root) => ({
  file,
  subject: x509.subject.split('\n').join(', '),
  key: keyName(x509.publicKey),
  fingerprint: sha256,
  notBefore: new Date(x509.validFrom).toISOString(),
  notAfter: notAfter.toISOString(),
});

/** `rsa 2048`, `ec prime256v1`. */
const keyName = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string =>
  `${asymmetricKeyType} ${asymmetricKeyDetails?.modulusLength ?? asymmetricKeyDetails?.namedCurve ?? ''}`;

const text = (root: Root, colours: Palette): string => {
  const { file, subject, key, fingerprint: sha256, notAfter } = described(root);
  const rows = { certificate: file, name: subject, key, 'valid to': notAfter.slice(0, 10), 'SHA-256': sha256 };
  return Object.entries(rows)
    .map(([label, value]) => `  ${colours.dim(label.padEnd(12))}${value}`)
    .join('\n');
};
