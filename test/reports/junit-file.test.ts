import { expect, it } from 'vitest';
import { builtJunit, junitClass, junitFile, junitText } from '../../src/reports/junit-file.ts';

it('has no count that the schema of JUnit does not know', () => {
  const file = junitFile();
  file.testSuite().name('one').testCase().name('case').skipped();
  const xml = builtJunit(file);
  expect(xml).toMatch(/<testsuites [^>]*name="mpgate"/);
  expect(/<testsuites [^>]*skipped=/.test(xml)).toBe(false);
  expect(xml).toMatch(/<testsuite [^>]*skipped="1"/);
});

it('takes any text', () => {
  expect(junitText('a\u0000b\uFFFFc]]>d')).toBe('a\\u0000b\uFFFDc]] >d');
  expect(junitClass('api.shop.test:443')).toBe('api-shop-test:443');
});
