/** What stands at a place of some bytes: a message and where it ends, nothing whole yet, or no such message. */
export type Read<T> = { readonly value: T; readonly end: number } | 'more' | 'malformed';
