/** How much of everything one round does. A stretch has to take far longer than a tick of the processor clock. */
export const sizes = {
  whole: {
    warm: { count: 20_000, limitMs: 2_500 },
    requests: { count: 30_000, limitMs: 8_000 },
    single: { count: 3_000, limitMs: 5_000 },
    hosts: 100,
    transfers: 3,
    tunnels: 1_000,
  },
  quick: {
    warm: { count: 2_000, limitMs: 800 },
    requests: { count: 5_000, limitMs: 2_000 },
    single: { count: 300, limitMs: 1_000 },
    hosts: 20,
    transfers: 1,
    tunnels: 100,
  },
};
