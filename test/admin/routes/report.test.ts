import { afterAll, describe, expect, it } from 'vitest';
import { began, refused, violation } from '../../events/made.ts';
import { openWindow } from '../window.ts';

describe('/api/v1/report', async () => {
  const { admin, bus, api } = await openWindow();
  afterAll(() => admin.close());

  it('is the session so far', async () => {
    expect(await (await api('/report')).json()).toMatchObject({ version: 1, verdict: 'pass', flows: { seen: 0 } });
    bus.emit(began('a'));
    bus.emit(refused('a', violation('domain-allowlist')));
    const answer = await api('/report');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.json()).toMatchObject({
      verdict: 'fail',
      flows: { seen: 1, refused: 1 },
      rules: [
        { rule: 'domain-allowlist', state: 'fail', failed: 1, example: { flow: 'a' } },
        { rule: 'method', state: 'not-seen' },
      ],
      clients: [{ appid: 'wx0123456789abcdef', device: '127.0.0.1', flows: 1 }],
    });
  });
});
