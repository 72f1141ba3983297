/** The gate's own name, answered by the gate itself and known to no DNS: whoever gets an answer came through the proxy. */
export const GATE_HOST = 'mpgate.test';

/** Where it answers: plain and with TLS. */
export const GATE_PORTS: ReadonlySet<number> = new Set([80, 443]);
