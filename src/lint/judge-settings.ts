import type { Document, Place } from '../config/document.ts';
import { dotted, type Path } from '../config/path.ts';
import { at } from '../config/plain.ts';
import type { TimedApi } from '../model/policy.ts';
import type { Basis } from './basis.ts';
import { complain } from './complain.ts';
import type { LintFinding } from './lint-finding.ts';

const apis: readonly TimedApi[] = ['request', 'connectSocket', 'uploadFile', 'downloadFile'];

/** `networkTimeout` of app.json or game.json: whole milliseconds, at most what the platform allows. */
export const judgeTimeouts = (document: Document, { policy }: Basis): readonly LintFinding[] => {
  const { name, timeoutMs } = policy.profile;
  const fix = `Write ${timeoutMs.value} or less, or leave it out: ${timeoutMs.value} ms is also the default.`;
  return apis.flatMap((api) => {
    const path = ['networkTimeout', api];
    const value = at(document.value, path);
    if (value === undefined) return [];
    const isNumber = typeof value === 'number' && Number.isInteger(value) && value > 0;
    if (isNumber && value <= timeoutMs.value) return [];
    const message = isNumber
      ? `${dotted(path)} is ${value} ms, above the maximum of ${name}, ${timeoutMs.value} ms.`
      : `${dotted(path)} is no whole number of milliseconds.`;
    return placed(document.locate(path), complain('timeout', message, policy, fix));
  });
};

/** With this switch off a platform's tools check no domain and no certificate (S0:160). */
const SWITCH: Path = ['setting', 'urlCheck'];

export const judgeSwitches = (document: Document, { policy }: Basis): readonly LintFinding[] => {
  if (at(document.value, SWITCH) !== false) return [];
  const message = `${dotted(SWITCH)} is false: the tools check no domain, and a release will.`;
  const fix = 'Set "urlCheck" to true once the domains are listed ({console}).';
  return placed(document.locate(SWITCH), complain('skip-verification', message, policy, fix));
};

const placed = ({ file, line, column }: Place, complaints: ReturnType<typeof complain>): readonly LintFinding[] =>
  complaints.map((complaint) => ({ file, line, column, ...complaint }));
