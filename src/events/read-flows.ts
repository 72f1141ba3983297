import { createBus } from './bus.ts';
import { createFlows, type Flow } from './flows.ts';
import { type ReadOptions, readSession, type SessionRead } from './read-session.ts';
import { isOfSession } from './session-event.ts';

/** A fault while a file is read is a fault of ours, and there is no traffic to go on for its sake. */
const rethrow = (fault: unknown): never => {
  throw fault;
};

/**
 * Reads a session file and tells of each flow once: when it ends, or after the last line where it never does. Memory
 * grows with the flows open at once, not with the file.
 * @throws UsageError if the file cannot be read.
 */
export const readFlows = async (
  path: string,
  tell: (flow: Flow) => void,
  options: Omit<ReadOptions, 'take'> = {},
): Promise<SessionRead> => {
  const bus = createBus(rethrow);
  const flows = createFlows(bus, rethrow);
  flows.subscribe(tell);
  const read = await readSession(path, {
    ...options,
    take: (event) => {
      if (!isOfSession(event)) bus.emit(event);
    },
  });
  for (const flow of flows.open()) tell(flow);
  return read;
};
