import type { AndroidAnswer } from '../check/android-answers.ts';
import { versionsText } from '../check/android-eras.ts';

/** What versions of Android in a row show alike. */
export interface AndroidRow {
  /** `5 to 9` */
  readonly versions: string;
  /** What keeps them out, in a sentence; null: nothing. */
  readonly trouble: string | null;
}

/** The answers of Android by its versions, alike ones together; none where all versions say the same. */
export const androidRows = (answers: readonly AndroidAnswer[]): readonly AndroidRow[] => {
  const groups: (readonly AndroidAnswer[])[] = [];
  for (const answer of answers) {
    const last = groups.at(-1);
    if (last?.[0] && troubleOf(last[0]) === troubleOf(answer)) groups[groups.length - 1] = [...last, answer];
    else groups.push([answer]);
  }
  if (groups.length < 2) return [];
  return groups.flatMap((group) => {
    const [one] = group;
    if (!one) return [];
    const versions = versionsText({ first: one.first, last: group.at(-1)?.last ?? null });
    return [{ versions, trouble: troubleOf(one) }];
  });
};

/** The first is what the client shows. */
const troubleOf = ({ findings: [first] }: AndroidAnswer): string | null =>
  first ? `${first.rule}: ${first.message} They show: ${first.errMsg}` : null;
