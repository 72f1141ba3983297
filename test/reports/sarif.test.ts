import { describe, expect, it } from 'vitest';
import { sarif } from '../../src/reports/sarif.ts';
import { rules } from '../../src/rules/index.ts';
import { violation } from '../events/made.ts';
import { sarifFaults } from '../support/sarif-schema.ts';
import { app, material, session } from './made.ts';

const logOf = (made = material(), folder = '/work/shop') => JSON.parse(sarif(made, folder));

describe('SARIF 2.1.0', () => {
  it('is what the public schema says: with findings, without, of files near and far and of none', () => {
    const file = { path: '/work/shop/apps/a b#?ü%.json', places: {} };
    const logs = [
      logOf(),
      logOf(material(), '/elsewhere'),
      logOf(material(session(app({ file })))),
      logOf(material(session(app({ file }))), '/elsewhere'),
      logOf(material(null)),
      logOf(material(null, [])),
    ];
    expect(logs.map(sarifFaults)).toEqual(logs.map(() => []));
    expect(sarifFaults({ version: '2.1.0', runs: [{ tool: {} }] })).not.toEqual([]);
  });

  it('names the tool, every rule, and a result for each finding, each with its rule and its place', () => {
    const log = logOf();
    expect([log.version, log.runs.length]).toEqual(['2.1.0', 1]);
    const [{ tool, results, artifacts }] = log.runs;
    expect(tool.driver).toMatchObject({ name: 'mpgate', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
    expect(results).toHaveLength(2);
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(['error', 'warning']).toContain(result.level);
      expect(result.message.text).not.toBe('');
      const [{ physicalLocation }] = result.locations;
      expect(artifacts[physicalLocation.artifactLocation.index].location.uri).toBe(
        physicalLocation.artifactLocation.uri,
      );
      expect(physicalLocation.region.startLine).toBeGreaterThan(0);
      expect(physicalLocation.region.startColumn).toBeGreaterThan(0);
    }
  });

  it('points at the line of the app file, told from the folder that is worked in', () => {
    const [{ results }] = logOf().runs;
    const [location] = results[0].locations;
    expect(location.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'apps/shop.json' },
      region: { startLine: 7, startColumn: 5 },
    });
    const [far] = logOf(material(), '/elsewhere').runs[0].results[0].locations;
    expect(far.physicalLocation.artifactLocation.uri).toBe('file:///work/shop/apps/shop.json');
  });

  it('points at the page about the rule where the app’s file is not known', () => {
    const [{ results }] = logOf(material(null)).runs;
    const uris = results.map(
      ({ locations }: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
        locations[0]?.physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual(['docs/rules/port-exact.md', 'docs/rules/domain-allowlist.md']);
  });

  it('says what is now and what the release build will do, and obeys no client', () => {
    const [{ results }] = logOf().runs;
    expect(results[0].message.text).toBe(
      'port-exact was broken. Now: went on: skipVerification is on. In the release build: fails: request:fail url not in domain list (errno 600002). mend port-exact',
    );
    expect(results[1].message.text).toContain('\\u001b[2J');
  });

  it('has what the rules said of an app’s file', () => {
    const configVerdict = {
      outcome: 'pass',
      violations: [violation('icp-licensed', { effect: 'warn' })],
      passed: [],
    } as const;
    const [{ results }] = logOf(material(session(app({ configVerdict })), [])).runs;
    expect(results).toMatchObject([
      { ruleId: 'icp-licensed', level: 'warning', locations: [{ physicalLocation: { region: { startLine: 6 } } }] },
    ]);
  });

  it('without findings has no results, and says so with an empty list', () => {
    expect(logOf(material(null, [])).runs[0].results).toEqual([]);
  });
});
