/**
 * What the format of the files names already and this version does not do yet. Such a key may hold its default only, so
 * that nobody trusts a protection that is not there.
 */
export const upcoming = (way: string): string => `not available in this version; leave it out or write ${way}`;
