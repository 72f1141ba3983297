import { networkInterfaces } from 'node:os';
import { rangeOf } from '../rules/addresses.ts';
import { deviceOf } from './clients.ts';

/** Whether an address is one of this machine's: whatever listens on a port of ours there is ours. */
export const isOwnAddress = (address: string): boolean => {
  const range = rangeOf(address);
  if (range === 'loopback' || range === 'unspecified') return true;
  const plain = deviceOf(address);
  return Object.values(networkInterfaces()).some((list) => list?.some((one) => deviceOf(one.address) === plain));
};
