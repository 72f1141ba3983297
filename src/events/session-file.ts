import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate as turnOver } from 'node:timers/promises';
import { StartError } from '../errors.ts';
import type { Bus, SessionBegan, SessionEvent } from '../model/event.ts';

/** The session on disk as NDJSON, one event a line. */
export interface SessionFile {
  /** Writes a line about the session itself. */
  readonly note: (event: SessionBegan) => void;
  /** Events that could not be kept. */
  readonly dropped: () => number;
  /** Ends the subscription, writes what waits, closes. */
  readonly close: () => Promise<void>;
}

const codeOf = (reason: unknown): string =>
  reason instanceof Error && 'code' in reason ? String(reason.code) : String(reason);

const openToAppend = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, 'a+', 0o600);
  } catch (cause) {
    throw new StartError(
      `The session file ${path} cannot be opened for writing (${codeOf(cause)}). Name a file in a folder that exists and that you may write to, or leave "record.file" out.`,
      { cause },
    );
  }
};

/** Readable by its owner only, also where it was there before. Returns what must come before the first line. */
const prepare = async (file: FileHandle): Promise<string> => {
  const { mode, size } = await file.stat().then((stat) => (stat.isFile() ? stat : { mode: 0, size: 0 }));
  if ((mode & 0o077) !== 0) await file.chmod(0o600);
  if (size === 0) return '';
  // A session that crashed may have left half a line, which must not swallow the next one.
  const last = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return last.buffer[0] === 0x0a ? '' : '\n';
};

interface Options {
  /** Is told once of each kind of trouble, in a complete sentence. The gate goes on. */
  readonly say: (sentence: string) => void;
  /** Text that may wait for a slow disk, in UTF-16 units. */
  readonly backlogLimit?: number;
}

interface Backlog {
  /** False where the line finds no room. */
  readonly push: (line: string) => boolean;
  /** All that waits; null: nothing. */
  readonly take: () => { readonly text: string; readonly lines: number } | null;
}

const createBacklog = (limit: number): Backlog => {
  let waiting: string[] = [];
  let size = 0;
  return {
    push: (line) => {
      if (size + line.length > limit) return false;
      size += line.length;
      waiting.push(line);
      return true;
    },
    take: () => {
      if (waiting.length === 0) return null;
      const taken = { text: waiting.join(''), lines: waiting.length };
      waiting = [];
      size = 0;
      return taken;
    },
  };
};

interface Lines {
  readonly write: (line: string) => void;
  readonly dropped: () => number;
  readonly flush: () => Promise<void>;
}

/** Writes lines in the order given, one write at a time. After a failed write the file stays as it is. */
const createLines = (file: FileHandle, path: string, { say, backlogLimit = 16 * 1024 * 1024 }: Options): Lines => {
  const backlog = createBacklog(backlogLimit);
  let dropped = 0;
  let state: 'whole' | 'gaps' | 'broken' = 'whole';
  let pumping: Promise<void> | null = null;

  const pump = async (): Promise<void> => {
    // What one turn of the event loop brings goes out in one write, so that a crash loses next to nothing.
    await turnOver();
    for (let batch = backlog.take(); batch; batch = backlog.take()) {
      if (state === 'broken') dropped += batch.lines;
      else await file.appendFile(batch.text).catch(breakOff(batch.lines));
    }
    pumping = null;
  };

  const breakOff = (lines: number) => (reason: unknown) => {
    state = 'broken';
    dropped += lines;
    say(`The session file ${path} ends here: writing to it failed (${codeOf(reason)}). The gate goes on without it.`);
  };

  const drop = (): void => {
    dropped += 1;
    if (state !== 'whole') return;
    state = 'gaps';
    say(`The session file ${path} has gaps: its disk is slower than the traffic, and events were dropped.`);
  };

  return {
    write: (line) => {
      if (state === 'broken' || !backlog.push(line)) return drop();
      pumping ??= pump();
    },
    dropped: () => dropped,
    flush: () => pumping ?? Promise.resolve(),
  };
};

/**
 * Appends a bus's events to a file, without ever making the traffic wait.
 * @throws StartError if the file cannot be opened.
 */
export const openSessionFile = async (path: string, bus: Bus, options: Options): Promise<SessionFile> => {
  const file = await openToAppend(path);
  const start = await prepare(file).catch(async (cause: unknown) => {
    await file.close();
    throw new StartError(
      `The session file ${path} cannot be made readable by its owner only (${codeOf(cause)}). Name another file.`,
      { cause },
    );
  });
  const lines = createLines(file, path, options);
  if (start) lines.write(start);
  const write = (event: SessionEvent) => lines.write(`${JSON.stringify(event)}\n`);
  const leave = bus.subscribe(write);

  const close = async (): Promise<void> => {
    leave();
    await lines.flush();
    await file.close().catch((reason: unknown) => {
      options.say(`The session file ${path} may lack its last lines: closing it failed (${codeOf(reason)}).`);
    });
  };
  let closing: Promise<void> | undefined;
  return {
    note: write,
    dropped: lines.dropped,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};
