import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type ExportFormat, exportRoot } from '../ca/export.ts';
import { readRoot } from '../ca/root.ts';
import { UsageError } from '../errors.ts';
import { printJson } from './print.ts';

interface Wish {
  readonly caDir: string;
  readonly format: ExportFormat;
  /** undefined: standard output. */
  readonly out: string | undefined;
  readonly isJson: boolean;
}

/** Writes the CA's certificate to a file or to standard output. */
export const exportCa = async ({ caDir, format, out, isJson }: Wish): Promise<void> => {
  const root = await readRoot(caDir);
  const content = exportRoot(root, format);
  if (out !== undefined) await write(out, content, caDir);
  if (isJson) printJson({ version: 1, format, fingerprint: root.fingerprint, ...told(content, format, out) });
  else if (out === undefined) pour(content, format);
};

const told = (content: Buffer, format: ExportFormat, out: string | undefined) =>
  out === undefined
    ? {
        encoding: format === 'der' ? 'base64' : 'utf8',
        content: content.toString(format === 'der' ? 'base64' : 'utf8'),
      }
    : { file: resolve(out) };

const write = async (out: string, content: Buffer, caDir: string): Promise<void> => {
  const file = resolve(out);
  if (['ca.pem', 'ca.key'].some((name) => resolve(caDir, name) === file)) {
    throw new UsageError(`--out would overwrite the CA's own ${basename(file)}; name another file`);
  }
  try {
    await writeFile(file, content);
  } catch (error) {
    throw new UsageError(`--out cannot be written: ${error instanceof Error ? error.message : error}`);
  }
};

const pour = (content: Buffer, format: ExportFormat): void => {
  if (format === 'der' && process.stdout.isTTY) {
    throw new UsageError('DER is binary and would garble the terminal; add --out mpgate.cer, or pipe it');
  }
  process.stdout.write(content);
};
