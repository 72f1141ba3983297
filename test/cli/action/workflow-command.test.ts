import { expect, it } from 'vitest';
import { workflowCommand } from '../../../src/cli/action/workflow-command.ts';

it.each([
  ['error', {}, 'plain', '::error::plain'],
  ['endgroup', {}, undefined, '::endgroup::'],
  ['error', { file: 'a.json', line: 7 }, 'x', '::error file=a.json,line=7::x'],
  ['error', { title: 'mpgate: 50%, a' }, 'x', '::error title=mpgate%3A 50%25%2C a::x'],
  ['error', {}, 'a\r\nb: 100%, %0A ::warning::c', '::error::a%0D%0Ab: 100%25, %250A ::warning::c'],
  ['error', { file: 'a\nb' }, '', '::error file=a%0Ab::'],
])('%s %j %j', (name, properties, message, line) => {
  expect(workflowCommand(name, properties, message)).toBe(line);
});
