/** How often to look. */
const LOOK_MS = 50;

/** Resolves when nothing is under way, or when the time is over. */
export const emptied = async (flows: { readonly size: number }, limitMs: number): Promise<void> => {
  const until = performance.now() + limitMs;
  while (flows.size > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
};
