import type { Policy } from '../model/policy.ts';
import { ANDROID_ERAS, type AndroidEra } from './android-eras.ts';
import type { Question } from './check-host.ts';
import { type EraFinding, eraFindings } from './era-findings.ts';
import type { Look } from './look.ts';
import type { PlatformFinding } from './platform-findings.ts';

/** What phones of some versions of Android show; no finding: they reach the server. */
export interface AndroidAnswer extends Pick<AndroidEra, 'first' | 'last'> {
  /** The one that their client shows first. */
  readonly findings: readonly EraFinding[];
}

/** One answer for each era of Android, the oldest first. `findings`: those of the host for all platforms. */
export const androidAnswers = (
  looks: readonly Look[],
  findings: readonly PlatformFinding[],
  question: Question,
): readonly AndroidAnswer[] => {
  const common = findings
    .filter(
      ({ rule, effect, platforms }) => effect === 'error' && platforms.includes('android') && rule !== 'tls-legacy',
    )
    .map(({ rule, errMsg, errno, message }) => ({ rule, errMsg, errno, message }));
  return ANDROID_ERAS.map((era) => {
    const own = looks.flatMap(({ facts }) => (facts ? eraFindings(era, facts) : []));
    const wanted = own.filter(({ rule }) => isOn(rule, question.policy));
    const once = new Map(wanted.map((finding) => [finding.message, finding]));
    const shown = [...once.values()].map((one) => ({ ...one, errMsg: one.errMsg.replace('{api}', question.api) }));
    return { first: era.first, last: era.last, findings: [...shown, ...common] };
  });
};

const isOn = (rule: string, { effects }: Policy): boolean => effects.get(rule) !== 'off';
