import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { selfTestScript } from '../../src/onboarding/self-test-script.ts';

it('is a script of ECMAScript 5', () => {
  expect(() => new Script(selfTestScript)).not.toThrow();
  expect(selfTestScript).not.toMatch(/=>|\b(let|const|class|async|await|fetch|Promise)\b|`|\.\.\.|\?\.|\?\?/);
});

it('writes text into the page and never markup', () => {
  expect(selfTestScript).not.toMatch(/innerHTML|outerHTML|document\.write|eval|insertAdjacent/);
});
