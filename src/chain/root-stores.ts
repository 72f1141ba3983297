import { X509Certificate } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { rootsIn, systemRoots } from '../ca/roots.ts';

/** Whose roots a path may end at, and how old they are. */
export interface RootStore {
  /** `system`, `node`, or a folder's path as it was named. */
  readonly name: string;
  /** The file or folder it was read from, `system` (the keychain or the Windows store), or Node with its version. */
  readonly from: string;
  /** When its file was written last, ISO 8601 to the day; null: nothing says so. */
  readonly written: string | null;
  /** When its newest root begins, ISO 8601 to the day: the store is no older than that. null: it is empty. */
  readonly newest: string | null;
  /** One PEM block each, none of them twice, self-signed ones only. */
  readonly pem: readonly string[];
  readonly count: number;
  /** How many certificates it has that are no roots: nothing is completed with them. */
  readonly leftOut: number;
}

/** The system's store, the one that Node brings along (Mozilla's), and folders of the user's own. Rejects where one cannot be read. */
export const rootStores = (folders: readonly string[] = []): Promise<readonly RootStore[]> =>
  Promise.all([systemStore(), nodeStore(), ...folders.map(folderStore)]);

const systemStore = async (): Promise<RootStore> => {
  const { pem, source } = await systemRoots();
  if (source === 'node') return storeOf('system', NODE, null, pem);
  return storeOf('system', source, source === 'system' ? null : await writtenAt([source]), pem);
};

/** Node says no version of Mozilla's list: its own stands for it. */
const NODE = `Node ${process.versions.node}`;

const nodeStore = async (): Promise<RootStore> => storeOf('node', NODE, null, rootCertificates);

const folderStore = async (folder: string): Promise<RootStore> => {
  const names = (await readdir(folder)).filter((name) => /\.(pem|crt|cer|der)$/i.test(name)).sort();
  const files = names.map((name) => join(folder, name));
  const pem = await Promise.all(files.map(certificatesOf));
  return storeOf(folder, folder, files.length > 0 ? await writtenAt(files) : null, pem.flat());
};

/** A file of PEM blocks, or one certificate in DER, as Android and Windows name theirs; neither is nothing. */
const certificatesOf = async (file: string): Promise<readonly string[]> => {
  const blocks = await rootsIn([file]);
  if (blocks.length > 0) return blocks;
  const bytes = await readFile(file);
  try {
    return [new X509Certificate(bytes).toString()];
  } catch {
    return [];
  }
};

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const writtenAt = async (files: readonly string[]): Promise<string> => {
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return dayOf(Math.max(...times));
};

const storeOf = (name: string, from: string, written: string | null, all: readonly string[]): RootStore => {
  const certificates = new Map(all.map((block) => new X509Certificate(block)).map((one) => [one.fingerprint256, one]));
  const roots = [...certificates.values()].filter(({ subject, issuer }) => subject === issuer);
  const begins = roots.map(({ validFrom }) => Date.parse(validFrom));
  return {
    name,
    from,
    written,
    newest: begins.length > 0 ? dayOf(Math.max(...begins)) : null,
    pem: roots.map((root) => root.toString()),
    count: roots.length,
    leftOut: certificates.size - roots.length,
  };
};
