/** The device of a call of which nobody knows where it comes from: no address is in its network, however wide. */
export const NO_DEVICE = '';
