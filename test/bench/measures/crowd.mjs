import { Client, getBytes } from '../client.mjs';
import { KEPT } from '../hosts.mjs';

/** Kept connections to the small file, from the loopback addresses in turn; each has carried one request. */
export const gather = async ({ open, origin, sources }, count) => {
  const request = getBytes(KEPT, origin.one, '/small');
  const clients = [];
  for (let i = 0; i < count; i += 1) {
    const client = new Client(await open(KEPT, origin.one, sources[i % sources.length]));
    await client.get(request);
    clients.push(client);
  }
  return { clients, request };
};

/** A closed loop on every connection until `count` answers are there or the time is over; their times in milliseconds. */
export const drive = async ({ clients, request }, { count, limitMs }) => {
  const until = performance.now() + limitMs;
  const times = [];
  let sent = 0;
  const loop = async (client) => {
    while (sent < count && performance.now() < until) {
      sent += 1;
      const began = performance.now();
      await client.get(request);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(clients.map(loop));
  return times;
};

export const leave = ({ clients }) => {
  for (const { socket } of clients) socket.destroy();
};
