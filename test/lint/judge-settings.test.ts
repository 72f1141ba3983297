import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/config/document.ts';
import { basisOfApp } from '../../src/lint/basis.ts';
import { judgeSwitches, judgeTimeouts } from '../../src/lint/judge-settings.ts';
import { policyOf } from '../support/policy.ts';

const basis = basisOfApp(policyOf());

describe('networkTimeout', () => {
  const judged = (networkTimeout: unknown) =>
    judgeTimeouts(parseDocument('app.json', JSON.stringify({ networkTimeout })), basis).map(({ message }) => message);

  it.each([[undefined], [{}], [{ request: 60_000 }], [{ request: 1 }], [{ other: 90_000 }], [[]], [null]])(
    '%j is all well',
    (value) => expect(judged(value)).toEqual([]),
  );

  it.each([
    [{ request: 60_001 }, 'networkTimeout.request is 60001 ms, above the maximum of tcsas, 60000 ms.'],
    [{ connectSocket: '60000' }, 'networkTimeout.connectSocket is no whole number of milliseconds.'],
    [{ uploadFile: 0.5 }, 'networkTimeout.uploadFile is no whole number of milliseconds.'],
    [{ downloadFile: 0 }, 'networkTimeout.downloadFile is no whole number of milliseconds.'],
  ])('%j is not', (value, message) => expect(judged(value)).toEqual([message]));
});

describe('urlCheck', () => {
  const judged = (value: object) => judgeSwitches(parseDocument('project.config.json', JSON.stringify(value)), basis);

  it.each([[{}], [{ setting: {} }], [{ setting: { urlCheck: true } }], [{ urlCheck: false }]])(
    '%j is all well',
    (value) => expect(judged(value)).toEqual([]),
  );

  it('off is said where it stands', () => {
    expect(judged({ setting: { urlCheck: false } })).toMatchObject([
      { rule: 'skip-verification', effect: 'warn', file: 'project.config.json', line: 1, column: 24 },
    ]);
  });
});
