import type { Problem } from '../../errors.ts';
import type { DomainLists, Entry, ListName } from './domain-lists.ts';

export type FormatName = 'modify_domain' | 'tcsas' | 'douyin' | 'list';

/** What a text says of domain lists. */
export interface Read {
  readonly entries: readonly Entry[];
  /** Mistakes of form: the text is not what its format has. */
  readonly problems: readonly Problem[];
  /** What the text says besides and nobody takes over. */
  readonly warnings: readonly Problem[];
}

/** A way in which a platform writes its domain lists. */
export interface DomainFormat {
  readonly name: FormatName;
  /** The profile by which its entries are judged where none is named. */
  readonly profile: string;
  /** The lists that it can hold. */
  readonly holds: readonly ListName[];
  /** `file` is the name for messages. */
  readonly read: (file: string, text: string) => Read;
  /** Lists that it does not hold are left out; ends in a line feed. */
  readonly write: (lists: DomainLists) => string;
}
