import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readBegan, type SeenFlow } from '../../src/events/began-flows.ts';
import { folder } from '../support/folder.ts';
import { began } from './made.ts';

const completed = (flow: string, spliced: string | null) => ({ v: 1, type: 'flow.completed', at: 1, flow, spliced });

it('tells of each flow once, the open ones last, and counts what is no event', async () => {
  const lines = [
    JSON.stringify(began('1')),
    JSON.stringify(began('2', { host: 'b.test' })),
    'no event',
    '[]',
    JSON.stringify(completed('2', 'bypassed')),
    JSON.stringify(completed('2', null)),
    JSON.stringify({ ...began('3'), port: 'x' }),
    '{"v":1,"type":"flow.be',
  ];
  const file = join(await folder({ s: lines.join('\n') }), 's');
  const told: SeenFlow[] = [];
  expect(await readBegan(file, (flow) => told.push(flow))).toEqual({ broken: 3, events: 5 });
  expect(told.map(({ host, spliced }) => [host, spliced])).toEqual([
    ['b.test', 'bypassed'],
    ['echo.mpgate.test', null],
  ]);
});

it('rejects where there is no file', async () => {
  await expect(readBegan('/nowhere/s', () => {})).rejects.toThrow('ENOENT');
});
