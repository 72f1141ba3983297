/**
 * The address of a device by its id. A device is an address, or a proxy user at one: `anna@192.168.1.20`. So two users
 * behind one address translation are two devices, and one user on two phones is two as well.
 */
export const deviceAddress = (id: string): string => id.slice(id.lastIndexOf('@') + 1);
