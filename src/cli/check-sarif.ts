import { SarifResultBuilder } from 'node-sarif-builder';
import type { HostCheck } from '../check/check-host.ts';
import type { PlatformFinding } from '../check/platform-findings.ts';
import { printable } from '../events/printable.ts';
import type { Platform } from '../model/facts.ts';
import { builtSarif, sarifRun } from '../reports/sarif-run.ts';
import { hostText } from './host-text.ts';

/** SARIF 2.1.0: a result for each finding. `app`: the file that lists the hosts, as the command line has it; null: none. */
export const checkSarif = (checks: readonly HostCheck[], platform: Platform, app: string | null): string => {
  const run = sarifRun();
  for (const check of checks) {
    for (const finding of check.findings) run.addResult(resultOf(finding, hostText(check.authority), platform, app));
  }
  return builtSarif(run);
};

const resultOf = (
  finding: PlatformFinding,
  host: string,
  platform: Platform,
  app: string | null,
): SarifResultBuilder => {
  const { rule: ruleId, effect, platforms, message, fix } = finding;
  const fails = effect === 'error' && platforms.includes(platform);
  const builder = new SarifResultBuilder({
    partialFingerprints: { 'mpgate/v1': `${ruleId} ${host}` },
    properties: { host, platforms },
  });
  builder.initSimple({
    level: fails ? 'error' : 'warning',
    messageText: printable(`${message} On: ${platforms.join(', ')}. ${fix}`),
    ruleId,
    fileUri: app === null ? `https://${host}/` : app.split('/').map(encodeURIComponent).join('/'),
  });
  return builder;
};
