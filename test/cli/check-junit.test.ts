import { expect, it } from 'vitest';
import { checkJunit } from '../../src/cli/check-junit.ts';
import { junitFaults } from '../support/junit-schema.ts';
import { itNeeds } from '../support/needs.ts';
import { checkedHost, finding } from './checked.ts';

const xml = checkJunit(
  [checkedHost(), checkedHost({ findings: [finding(), finding({ rule: 'cert-ats', platforms: ['ios'] })] })],
  'android',
);

it('has a suite for each host, and fails what fails on the phones that decide', () => {
  expect(xml).toContain('<testsuite name="api.shop.test:443"');
  expect(xml).toContain('name="nothing amiss"');
  expect(xml.match(/<failure /g)).toHaveLength(1);
  expect(xml).toMatch(/name="cert-ats"[^>]*>\s*<system-out>.*On: ios\./s);
});

itNeeds('xmllint')('is JUnit by its public schema', () => {
  expect(junitFaults(xml)).toBe('');
});
