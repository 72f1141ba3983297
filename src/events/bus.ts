import type { Bus, FlowEvent } from '../model/event.ts';
import { createFan } from './fan.ts';

/** The bus of one gate. `onFault` hears of the first error that each listener throws; the traffic goes on. */
export const createBus = (onFault: (fault: unknown) => void): Bus => createFan<FlowEvent>(onFault);
