/** The JUnit schema of Jenkins, which other readers of JUnit reports follow; `xmllint` validates by it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const schema = join(import.meta.dirname, '..', 'schemas', 'jenkins-junit.xsd');

/** What the schema objects to in a report, as xmllint has it; empty: it is JUnit. Needs `xmllint`. */
export const junitFaults = (xml: string): string => {
  const args = ['--noout', '--nonet', '--schema', schema, '-'];
  const { status, stderr } = spawnSync('xmllint', args, { input: xml, encoding: 'utf8' });
  return status === 0 ? '' : stderr || `xmllint ended with ${status}`;
};
