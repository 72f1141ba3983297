import type { Profile } from '../model/policy.ts';
import type { Finding } from '../model/verdict.ts';
import { clientErrors } from './client-errors.ts';

/** What the platform's client shows of what the background ends; numbers are published for WeChat's words only. */
export const backgroundShows = ({ backgroundError }: Profile): Required<Pick<Finding, 'shows'>> => {
  const errMsg = `{api}:fail ${backgroundError.value}`;
  const { interrupted } = clientErrors;
  return { shows: { errMsg, errno: errMsg === interrupted.errMsg ? interrupted.errno : null } };
};
