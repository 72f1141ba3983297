import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../errors.ts';
import { createFan } from '../events/fan.ts';
import type { Flow } from '../events/flows.ts';
import { readFlows } from '../events/read-flows.ts';
import { type Recording, type RecordingOptions, startRecording } from '../events/recording.ts';
import type { CountedRule } from '../events/rule-index.ts';
import { fileTarget, type Target } from './file-target.ts';
import { startHar } from './har.ts';

export interface HarRecordingOptions extends RecordingOptions {
  /** HAR that is written when the recording closes; null: none. */
  readonly har: string | null;
}

/** The session on disk that a HAR is made of. */
interface Basis {
  readonly path: string;
  /** Bytes of sessions before this one. */
  readonly from: number;
  readonly remove: () => Promise<void>;
}

const ownBasis = async (): Promise<Basis> => {
  const folder = await mkdtemp(join(tmpdir(), 'mpgate-'));
  return { path: join(folder, 'session.ndjson'), from: 0, remove: () => rm(folder, { recursive: true, force: true }) };
};

const basisOf = async (file: string | null): Promise<Basis> => {
  if (file === null) return ownBasis();
  const found = await stat(file).catch(() => null);
  if (found && !found.isFile())
    throw new StartError(`The session file ${file} cannot be read again, and "record.har" is made of it. Name a file.`);
  return { path: file, from: found?.size ?? 0, remove: () => Promise.resolve() };
};

/** A fault while the file is read is a fault of ours, and there is no traffic to go on for its sake. */
const rethrow = (fault: unknown): never => {
  throw fault;
};

const writeHar = async ({ path, from }: Basis, target: Target): Promise<void> => {
  const told = createFan<Flow>(rethrow);
  const finish = startHar(told, target.write);
  await readFlows(path, told.emit, { from, pause: target.settled });
  finish();
  await target.close();
};

/**
 * As `startRecording`, and writes a HAR of the session when it closes: from its file, or from one of its own where none
 * is kept, so that no session is too long. Rejects with UsageError if the HAR cannot be written, with StartError if the
 * session cannot; closing rejects with StartError where the HAR is not whole.
 */
export const recordWithHar = async (
  rules: readonly CountedRule[],
  { har, ...options }: HarRecordingOptions,
): Promise<Recording> => {
  if (har === null) return startRecording(rules, options);
  const basis = await basisOf(options.file);
  const undo = async (error: unknown): Promise<never> => {
    await basis.remove();
    throw error;
  };
  const target = await fileTarget(har).catch(undo);
  const recording = await startRecording(rules, { ...options, file: basis.path }).catch(undo);
  const close = async (): Promise<void> => {
    await recording.close();
    await writeHar(basis, target).finally(basis.remove);
  };
  let closing: Promise<void> | undefined;
  return {
    ...recording,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};
