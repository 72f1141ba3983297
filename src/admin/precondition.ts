import { Problem } from './problem.ts';

/** What a change is bound to (RFC 9110, 13.1); undefined: nothing. */
export interface Preconditions {
  /** Header `If-Match`. */
  readonly match?: string | undefined;
  /** Header `If-None-Match`. */
  readonly noneMatch?: string | undefined;
}

const tagsIn = (header: string): readonly string[] => header.split(',').map((tag) => tag.trim());

/** Whether there is something that the header names; a weak tag never is what a change needs. */
const names = (header: string, tag: string | null): boolean =>
  tag !== null && (header.trim() === '*' || tagsIn(header).includes(tag));

/** `tag`: of what would be changed, asked only if it matters; null: there is none yet. Throws Problem. */
export const precondition = async (
  { match, noneMatch }: Preconditions,
  tag: () => Promise<string | null>,
): Promise<void> => {
  if (match === undefined && noneMatch === undefined) return;
  const now = await tag();
  const isAsMeant = (match === undefined || names(match, now)) && (noneMatch === undefined || !names(noneMatch, now));
  if (!isAsMeant) throw new Problem(412, 'The file is not the one that you have read. Nothing was changed.');
};
