import { CLIENTS, EDWARDS, each, type Rows, rsaMiddle, shows } from './row.ts';

/** Keys that are strong enough, of servers and of CAs; of one kind phones know nothing. */
export const keys: Rows = {
  'RSA of 2048 bits': { serve: () => shows({ key: 'rsa2048' }, {}, rsaMiddle), fails: '' },
  'RSA below an EC key': { serve: () => shows({ key: 'rsa2048' }), fails: '' },
  'EC below an RSA key': { serve: () => shows({}, {}, rsaMiddle), fails: '' },
  'EC of 384 bits': { serve: () => shows({ key: 'ec384' }), fails: '' },
  'Ed25519 below an EC key': {
    serve: () => shows({ key: 'ed25519' }),
    fails: 'cert-ats',
    differs: each(CLIENTS, EDWARDS),
  },
};
