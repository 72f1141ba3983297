import type { Reached } from './visit.ts';

/** `192.168.1.20:8080`, `[fd00::1]:8080`. */
export const hostPort = ({ address, port }: Reached): string =>
  `${address.includes(':') ? `[${address}]` : address}:${port}`;
