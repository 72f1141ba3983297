export interface Watcher {
  /** Watches these files and folders too. */
  readonly follow: (paths: readonly string[]) => void;
  readonly close: () => Promise<void>;
}

export interface Watching {
  /** Several changes at once, as editors make them, are told of once. */
  readonly changed: () => void;
  /** Changes may pass unseen from now on. */
  readonly onFault: (reason: unknown) => void;
}

/** Editors write in several steps: what comes within this time is one change. */
const SETTLE_MS = 100;

/**
 * Watches files, and the entries of folders, which may go and come again. Resolves when every later change will be
 * seen. Paths are absolute.
 */
export const watch = async (paths: readonly string[], { changed, onFault }: Watching): Promise<Watcher> => {
  const { watch: watchFiles } = await import('chokidar');
  const watcher = watchFiles([...paths], { ignoreInitial: true, depth: 0 });
  const followed = new Set(paths);
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', (event, path) => {
    // A file that is gone is no longer watched, and a slow tool may write it anew later.
    if (event === 'unlink') watcher.add(path);
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  });
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
    watcher.on('error', (reason) => {
      onFault(reason);
      resolve();
    });
  });
  return {
    follow: (more) => {
      watcher.add(more.filter((path) => !followed.has(path)));
      for (const path of more) followed.add(path);
    },
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
};
