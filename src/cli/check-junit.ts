import type { TestCase } from 'junit-report-builder';
import type { HostCheck } from '../check/check-host.ts';
import type { PlatformFinding } from '../check/platform-findings.ts';
import type { Platform } from '../model/facts.ts';
import { builtJunit, junitClass, junitFile, junitText } from '../reports/junit-file.ts';
import { hostText } from './host-text.ts';

/** JUnit XML: a suite for each host, a case for each finding; a host with nothing amiss is one case that passes. */
export const checkJunit = (checks: readonly HostCheck[], platform: Platform): string => {
  const file = junitFile();
  for (const { authority, findings } of checks) {
    const name = hostText(authority);
    const suite = file.testSuite().name(junitText(name));
    const group = junitClass(name);
    if (findings.length === 0) suite.testCase().name('nothing amiss').className(group);
    for (const finding of findings) addCase(suite.testCase().className(group), finding, platform);
  }
  return builtJunit(file);
};

/** What shows on other phones than those that decide is told, and fails nothing. */
const addCase = (test: TestCase, finding: PlatformFinding, platform: Platform): void => {
  const { rule, effect, message, platforms, errMsg, fix } = finding;
  const text = junitText(`${message} On: ${platforms.join(', ')}. ${fix}`);
  test.name(rule);
  if (effect === 'error' && platforms.includes(platform)) test.failure(text, junitText(errMsg));
  else test.standardOutput(text);
};
