import { expect, it } from 'vitest';
import { flowsTable } from '../../../src/reports/html/flows-table.ts';
import { aborted, began, flowOf } from '../../events/made.ts';
import { material } from '../made.ts';

it('shows how each flow ended, and what was let go on', () => {
  const { html } = flowsTable(material().sample);
  expect(html.match(/<tr>/g)).toHaveLength(7);
  for (const text of [
    '>refused<',
    '>404<',
    '>ECONNRESET<',
    '>unread<',
    'port-exact: port-exact was broken',
    'token=***',
  ]) {
    expect(html).toContain(text);
  }
  const gone = flowOf(began('a'), aborted('a'));
  expect(flowsTable({ flows: [gone], leftOut: 0 }).html).toContain('aborted by the client');
});

it('says what is left out; nothing of no flows, nor of one that is open', () => {
  const { flows } = material().sample;
  expect(flowsTable({ flows, leftOut: 9 }).html).toContain('9 more are not shown');
  expect(flowsTable({ flows, leftOut: 0 }).html).not.toContain('not shown');
  expect(flowsTable({ flows: [], leftOut: 0 }).html).toBe('');
  expect(flowsTable({ flows: [flowOf(began('open'))], leftOut: 0 }).html.match(/<tr>/g)).toHaveLength(1);
});
