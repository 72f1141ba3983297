/** Waits for what has no event of its own outside the gate. */

/** How long a condition may take to come true, milliseconds. */
const LIMIT_MS = 8_000;

/** Asks again and again, at most for so long; `what` names the condition that did not come true. */
export const until = async (what: string, condition: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + LIMIT_MS;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`After ${LIMIT_MS} ms still not so: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};
