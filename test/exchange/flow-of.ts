import { Flow } from '../../src/exchange/flow.ts';
import type { FlowEvent } from '../../src/model/event.ts';
import { keeping } from './desk.ts';

/** A flow of a device, and what it has told. */
export const flowOf = (device = '127.0.0.1'): { readonly flow: Flow; readonly events: readonly FlowEvent[] } => {
  const { bus, events } = keeping();
  const flow = new Flow(bus, {
    kind: 'request',
    device,
    appid: 'demo',
    profile: 'tcsas',
    version: '0',
    method: 'GET',
    url: 'https://a.test/',
    host: 'a.test',
    port: 443,
    api: 'request',
    sure: 'likely',
  });
  return { flow, events };
};
