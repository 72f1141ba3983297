import type { Api } from '../model/facts.ts';

/** What each API speaks, and the hosts of its list are written with. */
export const apiSchemes: { readonly [A in Api]: string } = {
  request: 'https',
  uploadFile: 'https',
  downloadFile: 'https',
  connectSocket: 'wss',
  udp: 'udp',
  tcp: 'tcp',
};
