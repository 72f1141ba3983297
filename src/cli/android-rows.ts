import type { AndroidAnswer } from '../check/android-answers.ts';
import { versionsText } from '../check/android-eras.ts';
import type { HostCheck } from '../check/check-host.ts';
import type { EraFinding } from '../check/era-findings.ts';

/** What versions of Android in a row show alike. */
export interface AndroidRow {
  /** `5 to 9` */
  readonly versions: string;
  /** What their client shows, and why; null: nothing keeps them out. */
  readonly trouble: string | null;
}

/** The answers of Android by its versions, the newest first, alike ones together; none where all versions say the same. */
export const androidRows = ({ android, findings }: Pick<HostCheck, 'android' | 'findings'>): readonly AndroidRow[] => {
  const isTold = ({ message }: EraFinding): boolean => findings.some((one) => one.message === message);
  // The first is what the client shows; what is told of every phone needs its name only.
  const troubleOf = ({ findings: [first] }: AndroidAnswer): string | null => {
    if (!first) return null;
    return isTold(first) ? first.rule : `${first.errMsg} (${first.rule}). ${first.message}`;
  };
  const groups: (readonly AndroidAnswer[])[] = [];
  for (const answer of android.toReversed()) {
    const before = groups.at(-1);
    if (before?.[0] && troubleOf(before[0]) === troubleOf(answer)) groups[groups.length - 1] = [...before, answer];
    else groups.push([answer]);
  }
  if (groups.length < 2) return [];
  return groups.flatMap((group) => {
    const [newest, oldest] = [group[0], group.at(-1)];
    if (!newest || !oldest) return [];
    return [{ versions: versionsText({ first: oldest.first, last: newest.last }), trouble: troubleOf(newest) }];
  });
};
