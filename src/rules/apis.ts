import type { Api } from '../model/facts.ts';

/** Every API that has a domain list, in the order in which lists are shown. */
export const apis: readonly Api[] = ['request', 'uploadFile', 'downloadFile', 'connectSocket', 'udp', 'tcp'];
