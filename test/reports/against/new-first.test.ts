import { expect, it } from 'vitest';
import type { AgainstRequest } from '../../../src/reports/against/against.ts';
import { newFirst } from '../../../src/reports/against/new-first.ts';

const request = (flow: string, recorded: AgainstRequest['recorded']): AgainstRequest => ({
  ...{ flow, at: 0, device: '', appid: '', method: '', url: '', api: '', rule: '', errMsg: '', errno: null },
  ...{ source: '', message: '', fix: '', recorded },
});

it('what fails there alone stands first, each kind in the order of the session', () => {
  const list = [request('a', 'failed'), request('b', 'passed'), request('c', 'failed'), request('d', 'passed')];
  expect(newFirst(list).map(({ flow }) => flow)).toEqual(['b', 'd', 'a', 'c']);
});
