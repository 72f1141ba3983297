/** A name of node:crypto, which has one component a line and nothing for an empty name, in one line for readers. */
export const nameLine = (name: string | undefined): string => (name ?? '').split('\n').reverse().join(', ');
